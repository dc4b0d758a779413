import { expect, it } from 'vitest';
import { ApiError } from '../errors.ts';
import { Receipts } from './receipts.ts';
import { settle, VirtualTimers } from './testing/virtual-timers.ts';

function setUp() {
  const timers = new VirtualTimers();
  const told: string[] = [];
  const server: { error: ApiError | undefined } = { error: undefined };
  const receipts = new Receipts({
    ask: (kind, conversationId, seq) => {
      told.push(`${kind} ${conversationId} ${seq}`);
      return server.error ? Promise.reject(server.error) : Promise.resolve({ members: {}, unreadCount: 0 });
    },
    apply: () => undefined,
    timers,
  });
  return { receipts, timers, told, server };
}

it('tells a burst of messages as one receipt', async () => {
  const { receipts, timers, told } = setUp();
  receipts.connected();
  for (let seq = 1; seq <= 20; seq += 1) receipts.mark('read', 7, seq);
  await timers.pass(1_000);
  expect(told).toEqual(['read 7 1', 'read 7 20']);
});

it('tells on connecting what was read offline', async () => {
  const { receipts, told } = setUp();
  receipts.mark('read', 7, 4);
  expect(told).toEqual([]);
  receipts.connected();
  await settle();
  expect(told).toEqual(['read 7 4']);
});

it('tells again what got no answer, and not what is refused', async () => {
  const { receipts, timers, told, server } = setUp();
  receipts.connected();
  server.error = new ApiError('timeout');
  receipts.mark('delivered', 7, 3);
  await settle();
  server.error = new ApiError('not_found');
  await timers.pass(10_000);
  expect(told).toEqual(['delivered 7 3', 'delivered 7 3']);
});
