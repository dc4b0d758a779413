import { setTimeout as sleep } from 'node:timers/promises';
import { runLoad } from '../load/run-load.ts';
import type { SteadyJob } from '../load/jobs.ts';
import { onAnyCore } from '../measure/machine.ts';
import { median } from '../measure/statistics.ts';
import type { Report } from '../report/report.ts';
import { askProbe } from '../sides/ask-probe.ts';
import { startServer } from '../sides/server.ts';
import type { Side } from '../sides/start-side.ts';
import type { BenchDatabase } from '../world/database.ts';
import { insertPairs } from '../world/people.ts';

const CONVERSATIONS = 200;
const LOGINS = 50;
const WARM_UP_SECONDS = 5;

interface Calm {
  /** Milliseconds, 99th percentile. */
  readonly loopDelay: number;
  readonly delivery: number;
}

/**
 * What 50 log-ins at once do to everybody who is writing, at a quarter of the saturated rate: the event loop's delay
 * and the time to delivery, without and with them in turns. The server may use every core, as it would in earnest.
 */
export async function measureLogins(
  database: BenchDatabase,
  { saturated, seconds, rounds }: { saturated: number; seconds: number; rounds: number },
): Promise<Report> {
  const people = (await insertPairs(database, CONVERSATIONS)).flat();
  const server = await startServer(database, onAnyCore);
  const quiet: Calm[] = [];
  const stormy: Calm[] = [];
  try {
    const target = { url: server.url, serverPid: server.pid };
    const job: SteadyJob = {
      kind: 'steady',
      target,
      people,
      perSecond: saturated / 4,
      warmUpSeconds: WARM_UP_SECONDS,
      seconds,
    };
    for (let round = 0; round < rounds; round += 1) {
      quiet.push(await observe(server, job));
      stormy.push(await observe(server, job, () => storm(server.url)));
    }
  } finally {
    await server.stop();
  }
  return compared(medians(quiet), medians(stormy), { quiet, stormy });
}

async function observe(server: Side, job: SteadyJob, disturb?: () => Promise<void>): Promise<Calm> {
  const load = runLoad(job);
  // The load generator's own start and everybody's connecting do not count.
  await sleep((job.warmUpSeconds + 1) * 1000);
  await askProbe(server, 'look');
  const disturbed = disturb?.();
  const { p99 } = await load;
  const { delayP99 } = await askProbe(server, 'look');
  await disturbed;
  return { loopDelay: delayP99, delivery: p99 };
}

/** Nobody has that password: verifying it costs the same. */
async function storm(url: string): Promise<void> {
  await Promise.all(
    Array.from({ length: LOGINS }, async (_, n) => {
      const answer = await fetch(`${url}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email: `nobody-${n}@bench.test`, password: 'not the right one' }),
      });
      if (answer.status !== 401) throw new Error(`A log-in was answered with ${answer.status}`);
    }),
  );
}

function medians(rounds: readonly Calm[]): Calm {
  return {
    loopDelay: median(rounds.map(({ loopDelay }) => loopDelay)),
    delivery: median(rounds.map(({ delivery }) => delivery)),
  };
}

function compared(quiet: Calm, stormy: Calm, figures: unknown): Report {
  const row = (what: string, without: number, during: number) => ({
    what,
    yardstick: `${without.toFixed(1)} ms`,
    seen: `${during.toFixed(1)} ms`,
    value: during / without,
    bar: 1.5,
    should: 'stay below' as const,
  });
  return {
    rows: [
      row('event-loop delay p99 during 50 log-ins', quiet.loopDelay, stormy.loopDelay),
      row('send to delivered p99 during 50 log-ins', quiet.delivery, stormy.delivery),
    ],
    figures,
  };
}
