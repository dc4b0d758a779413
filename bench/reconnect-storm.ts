import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { projectRoot } from '#server/platform/paths';
import { ReturningDevice } from '../tests/support/returning-device.ts';
import { Bystander } from './load/bystander.ts';
import { percentile } from './measure/statistics.ts';
import type { Report } from './report/report.ts';
import { startSide, type Side } from './sides/start-side.ts';
import type { BenchDatabase } from './world/database.ts';
import { insertPairs } from './world/people.ts';

const PATIENCE_MS = 120_000;

interface StormOptions {
  /** How many devices come back, default 2,000. */
  readonly devices?: number;
}

interface StormFigures {
  readonly devices: number;
  /** From the moment the server listens again until that many have synced: half, 99 of 100, all. */
  readonly syncedSeconds: { readonly half: number; readonly most: number; readonly all: number };
  /** Health while they came: the worst answer in milliseconds, and answers that were not ok. */
  readonly health: { readonly worstMs: number; readonly bad: number };
  /** A message each 100 ms of somebody who came back among them. */
  readonly sends: { readonly acknowledged: number; readonly failed: number; readonly worstMs: number };
  /** How many waited for a database connection at once, of any pool. */
  readonly poolWaiting: number;
}

/**
 * Connects many devices with seeded sessions, kills the server with -9, starts it again and watches them all come back
 * by themselves, with the browser's own code.
 */
export async function run(database: BenchDatabase, options: StormOptions = {}): Promise<Report> {
  const figures = await storm(database, options);
  const { devices, syncedSeconds, health, sends } = figures;
  const row = { yardstick: '-', should: 'stay below' as const };
  return {
    figures,
    rows: [
      {
        ...row,
        what: 'seconds until all are back and have caught up, after kill -9',
        seen: `${devices} devices, half of them after ${syncedSeconds.half} s`,
        value: syncedSeconds.all,
        bar: 30,
      },
      {
        ...row,
        what: 'answers of health that were not ok meanwhile',
        seen: `worst after ${health.worstMs} ms`,
        value: health.bad,
        bar: 0,
      },
      {
        ...row,
        what: 'messages that failed meanwhile',
        seen: `${sends.acknowledged} acknowledged, worst after ${sends.worstMs} ms`,
        value: sends.failed,
        bar: 0,
      },
    ],
  };
}

async function storm(database: BenchDatabase, options: StormOptions): Promise<StormFigures> {
  const wanted = options.devices ?? 2_000;
  const people = (await insertPairs(database, Math.ceil(wanted / 2))).flat().slice(0, wanted);
  const dataDir = await mkdtemp(join(tmpdir(), 'spotter-bench-storm-'));
  let server = await start(database, dataDir, '0');
  const { url } = server;
  const devices = people.map(({ cookie }) => new ReturningDevice(url, { cookie, origin: url }));
  const [sender] = people;
  if (!sender) throw new Error('Nobody was made');
  try {
    for (const device of devices) device.start();
    await until(() => devices.every(({ syncedAt }) => syncedAt > 0), 'everybody is there');
    await end(server, 'SIGKILL');
    await until(() => devices.every(({ online }) => !online), 'everybody has noticed');
    server = await start(database, dataDir, new URL(url).port);
    const back = performance.now();
    const bystander = new Bystander(url, sender);
    const watching = bystander.watch();
    await until(() => devices.every(({ syncedAt }) => syncedAt > back), 'everybody is back');
    bystander.stop();
    const seen = await watching;
    const seconds = devices.map(({ syncedAt }) => (syncedAt - back) / 1_000);
    const at = (percent: number) => Number(percentile(seconds, percent).toFixed(1));
    return {
      devices: devices.length,
      syncedSeconds: { half: at(50), most: at(99), all: at(100) },
      ...seen,
      poolWaiting: await askPool(server),
    };
  } finally {
    for (const device of devices) device.stop();
    await end(server, 'SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }
}

function start(database: BenchDatabase, dataDir: string, port: string): Promise<Side> {
  const probe = fileURLToPath(new URL('sides/pool-probe.mjs', import.meta.url));
  const main = process.env['BENCH_SERVER'] ?? join(projectRoot, 'build', 'server', 'main.js');
  return startSide([process.execPath, '--import', probe, main], {
    PORT: port,
    ORIGIN: '',
    DATABASE_URL: database.url,
    REDIS_URL: '',
    DATA_DIR: dataDir,
    // As in production: the limits must let such a crowd in.
    RATE_LIMITS: 'on',
    LOG_LEVEL: 'error',
  });
}

async function end({ child }: Side, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function until(done: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!done()) {
    if (performance.now() > deadline) throw new Error(`It never happened that ${what}`);
    await sleep(20);
  }
}

async function askPool({ child }: Side): Promise<number> {
  const answer = once(child, 'message');
  child.send('pool');
  const [told] = z.tuple([z.object({ waiting: z.number() })], z.unknown()).parse(await answer);
  return told.waiting;
}
