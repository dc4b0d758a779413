import { expect, it } from 'vitest';
import { Sync } from './sync.ts';
import { VirtualTimers } from './testing/virtual-timers.ts';

const NOTHING_NEW = { changes: [], states: {}, added: [], removed: [], more: false };

function onlineSync(random: () => number) {
  const timers = new VirtualTimers();
  const rounds: number[] = [];
  const sync = new Sync({
    ask: () => {
      rounds.push(timers.now());
      return Promise.resolve(NOTHING_NEW);
    },
    known: () => new Map(),
    apply: () => undefined,
    settled: () => undefined,
    timers,
    random,
  });
  return { sync, timers, rounds };
}

it('R10 syncs once within 3 s of being told that events were lost, at a moment of its own', async () => {
  const { sync, timers, rounds } = onlineSync(() => 0.5);
  sync.connected();
  await timers.pass(0);
  const start = timers.now();
  sync.requestSoon();
  await timers.pass(1_000);
  sync.requestSoon();
  expect(rounds).toHaveLength(1);
  await timers.pass(10_000);
  expect(rounds.map((at) => at - start)).toEqual([0, 1_500]);
});

it('R5 does not ask on a connection that went meanwhile', async () => {
  const { sync, timers, rounds } = onlineSync(() => 1);
  sync.connected();
  await timers.pass(0);
  sync.requestSoon();
  sync.disconnected();
  await timers.pass(10_000);
  expect(rounds).toHaveLength(1);
});
