import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad } from '../load/run-load.ts';
import { onServerCore } from '../measure/machine.ts';
import type { Report } from '../report/report.ts';
import { askProbe } from '../sides/ask-probe.ts';
import { startRelay } from '../sides/relay.ts';
import { startServer } from '../sides/server.ts';
import type { Side } from '../sides/start-side.ts';
import type { BenchDatabase } from '../world/database.ts';
import { insertPairs, type BenchPerson } from '../world/people.ts';

const SETTLE_MS = 5_000;

interface Held {
  readonly held: number;
  /** Bytes. */
  readonly each: number;
}

/** Idle devices, all of different people, held by one process: what each costs in resident memory. */
export async function measureConnections(database: BenchDatabase, count: number): Promise<Report> {
  const people = (await insertPairs(database, count / 2)).flat();
  const relay = await hold(await startRelay(onServerCore), people);
  const server = await hold(await startServer(database, onServerCore), people);
  return {
    rows: [
      {
        what: 'idle connections held by one process',
        yardstick: String(relay.held),
        seen: String(server.held),
        value: server.held,
        bar: count,
        should: 'reach',
      },
      {
        what: 'resident memory of each, KB',
        yardstick: `${(relay.each / 1024).toFixed(1)} KB`,
        seen: `${(server.each / 1024).toFixed(1)} KB`,
        value: server.each / 1024,
        bar: 25,
        should: 'stay below',
      },
    ],
    figures: { relay, server },
  };
}

async function hold(side: Side, people: readonly BenchPerson[]): Promise<Held> {
  try {
    const before = await askProbe(side, 'collect');
    const target = { url: side.url, serverPid: side.pid };
    const load = await startLoad({ kind: 'hold', target, people });
    await sleep(SETTLE_MS);
    const after = await askProbe(side, 'collect');
    await load.end();
    const { held } = load.result;
    return { held, each: (after.rss - before.rss) / held };
  } finally {
    await side.stop();
  }
}
