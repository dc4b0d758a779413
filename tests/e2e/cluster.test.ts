import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, ROOT, stop, untilHealthy } from '../../scripts/support/processes.mjs';
import { hasRedisServer } from '../../scripts/support/redis.mjs';
import { adminOf, People } from './support/people.ts';
import { threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

test.skip(!hasRedisServer(), 'npm run cluster needs a redis-server');

let cluster: ChildProcess;
let dataDir: string;
let url: string;
let log = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  dataDir = await mkdtemp(join(tmpdir(), 'spotter-cluster-'));
  await chmod(dataDir, 0o755);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: '', REDIS_URL: '', ORIGIN: '' };
  cluster = spawn(process.execPath, ['scripts/cluster.mjs', '2'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, RATE_LIMITS: 'off', ...env },
  });
  for (const stream of [cluster.stdout, cluster.stderr])
    stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await expect(() => expect(log).toContain('2 processes behind')).toPass({ timeout: 60_000 });
  await untilHealthy(url, cluster);
});

test.afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

test('several processes behind one port: people of both talk, also after one was killed, and all end in order', async ({
  browser,
}) => {
  const people = new People(url, browser, () => adminOf(url));
  const { coach, client } = await people.pair();
  // The balancer takes turns, so the two devices are with different processes.
  const desk = threadOn(await people.open(coach, `/inbox/${coach.conversationId}`));
  const phone = threadOn(await people.open(client, '/chat'));
  await desk.say('Hello from one process');
  await expect(phone.message('Hello from one process')).toBeVisible();
  await phone.say('Hello from the other');
  await expect(desk.message('Hello from the other')).toBeVisible();

  const pid = Number(/node-2: port \d+, pid (\d+)/.exec(log)?.[1]);
  process.kill(pid, 'SIGKILL');
  await desk.say('Still there?');
  await expect(phone.message('Still there?')).toBeVisible({ timeout: 20_000 });
  await phone.say('Still here');
  await expect(desk.message('Still here')).toBeVisible({ timeout: 20_000 });
  await expect(() => expect(log).toContain('starting it again')).toPass();

  await people.leave();
  expect(await stop(cluster, 30_000), log).toBe(0);
});
