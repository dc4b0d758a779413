import { runLoad } from '../load/run-load.ts';
import { onServerCore } from '../measure/machine.ts';
import type { Report } from '../report/report.ts';
import { startServer } from '../sides/server.ts';
import type { BenchDatabase } from '../world/database.ts';
import { insertPairs } from '../world/people.ts';

const CONVERSATIONS = 200;

/** A process that has just started looks once at everybody who writes, and its code is not compiled yet: what waits then must be gone. */
const WARM_UP_SECONDS = 10;

/** From the moment a message was to be sent until the other person's device has it, at half the saturated rate. */
export async function measureLatency(
  database: BenchDatabase,
  { saturated, seconds }: { saturated: number; seconds: number },
): Promise<Report> {
  const people = (await insertPairs(database, CONVERSATIONS)).flat();
  const server = await startServer(database, onServerCore);
  const perSecond = saturated / 2;
  try {
    const target = { url: server.url, serverPid: server.pid };
    const seen = await runLoad({
      kind: 'steady',
      target,
      people,
      perSecond,
      warmUpSeconds: WARM_UP_SECONDS,
      seconds,
    });
    return {
      rows: [
        {
          what: 'send to delivered at half the saturated rate, p99 in ms',
          yardstick: `${perSecond.toFixed(0)} a second`,
          seen: `p50 ${seen.p50.toFixed(1)} ms, max ${seen.max.toFixed(0)} ms`,
          value: seen.p99,
          bar: 50,
          should: 'stay below',
        },
      ],
      figures: { perSecond, ...seen },
    };
  } finally {
    await server.stop();
  }
}
