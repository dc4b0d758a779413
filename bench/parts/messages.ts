import type { SaturateResult } from '../load/jobs.ts';
import { runLoad } from '../load/run-load.ts';
import { onServerCore } from '../measure/machine.ts';
import { median } from '../measure/statistics.ts';
import type { Report } from '../report/report.ts';
import { startRelay } from '../sides/relay.ts';
import { startServer } from '../sides/server.ts';
import type { Side } from '../sides/start-side.ts';
import type { BenchDatabase } from '../world/database.ts';
import { insertPairs, type Pair } from '../world/people.ts';

/** Two people each, both with one message in flight. */
const CONVERSATIONS = 200;

/** A process looks once at everybody who writes: their achievements, their membership. */
const WARM_UP_SECONDS = 5;

interface Round {
  readonly perSecond: number;
  /** Microseconds of processor time a message. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
}

export interface MessagesReport extends Report {
  /** Durable messages a second at full load. */
  readonly saturated: number;
}

/**
 * Durable messages beside the same frames without durability, in turns, so that whatever else the machine does meets
 * both: authorised, strictly parsed, committed, acknowledged and delivered. Medians of all rounds.
 */
export async function measureMessages(
  database: BenchDatabase,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<MessagesReport> {
  const pairs = await insertPairs(database, CONVERSATIONS);
  const relays: Round[] = [];
  const servers: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    relays.push(await oneRound(await startRelay(onServerCore), pairs, seconds));
    servers.push(await oneRound(await startServer(database, onServerCore), pairs, seconds, database));
  }
  const relay = medians(relays);
  const server = medians(servers);
  return {
    ...compared(relay, server),
    figures: { relay, server, relays, servers },
    saturated: server.perSecond,
  };
}

function compared(relay: Round, server: Round): Pick<Report, 'rows'> {
  const cpu = server.serverCpu + server.databaseCpu;
  const parts = `${server.serverCpu.toFixed(0)} + ${server.databaseCpu.toFixed(0)}`;
  return {
    rows: [
      {
        what: 'processor time a durable message, server + Postgres',
        yardstick: `${relay.serverCpu.toFixed(0)} us`,
        seen: `${parts} us`,
        value: cpu / relay.serverCpu,
        bar: 2.2,
        should: 'stay below',
      },
      {
        what: 'durable messages a second',
        yardstick: relay.perSecond.toFixed(0),
        seen: server.perSecond.toFixed(0),
        value: server.perSecond / relay.perSecond,
        bar: 0.6,
        should: 'reach',
      },
    ],
  };
}

async function oneRound(
  side: Side,
  pairs: readonly Pair[],
  seconds: number,
  database?: BenchDatabase,
): Promise<Round> {
  const target = { url: side.url, serverPid: side.pid, ...(database && { databasePid: database.pid }) };
  const people = pairs.flat();
  try {
    return perMessage(
      await runLoad({ kind: 'saturate', target, people, warmUpSeconds: WARM_UP_SECONDS, seconds }),
    );
  } finally {
    await side.stop();
  }
}

function perMessage({ messages, seconds, serverCpu, databaseCpu }: SaturateResult): Round {
  return {
    perSecond: messages / seconds,
    serverCpu: (serverCpu / messages) * 1e6,
    databaseCpu: (databaseCpu / messages) * 1e6,
  };
}

function medians(rounds: readonly Round[]): Round {
  return {
    perSecond: median(rounds.map((round) => round.perSecond)),
    serverCpu: median(rounds.map((round) => round.serverCpu)),
    databaseCpu: median(rounds.map((round) => round.databaseCpu)),
  };
}
