import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Balancer } from './support/balancer.mjs';
import { buildIfNeeded } from './support/freshness.mjs';
import { ended, freePort, isHealthy, ROOT, start, stop, untilHealthy } from './support/processes.mjs';
import { hasRedisServer, startRedis } from './support/redis.mjs';

// Several production processes behind one port, for trying it: `npm run cluster -- 5 --demo`. Kill one and look what
// happens. Brings its own Postgres and Redis where DATABASE_URL and REDIS_URL name none.
const count = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 3);
const demo = process.argv.includes('--demo');
const port = Number(process.env['PORT'] || 3000);
const host = process.env['HOST'] || '127.0.0.1';
const dataDir = process.env['DATA_DIR'] || '.data/cluster';

/** @typedef {import('./support/balancer.mjs').Backend & { name: string, child?: import('node:child_process').ChildProcess }} Node */

/** @type {Node[]} */
const nodes = [];
/** What was opened besides the nodes; closed last to first. @type {(() => unknown)[]} */
const closers = [];
let stopping = false;
const goesOn = () => !stopping;

/** @returns {Promise<string>} */
async function redisUrl() {
  const given = process.env['REDIS_URL'];
  if (given) return given;
  if (!hasRedisServer()) throw new Error('No redis-server on this machine: install one, or set REDIS_URL.');
  const redis = await startRedis(await freePort());
  closers.push(redis.stop);
  return redis.url;
}

/** @returns {Promise<string>} */
async function databaseUrl() {
  const given = process.env['DATABASE_URL'];
  if (given) return given;
  const database = fork(`${ROOT}scripts/dev-database.ts`, {
    cwd: ROOT,
    execArgv: ['--import', 'tsx'],
    // A terminal's Ctrl-C reaches its whole group: the database ends when the nodes have, and not with them.
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir },
  });
  closers.push(() => stop(database));
  const message = await once(database, 'message');
  return String(message[0]);
}

/**
 * Keeps a process running until the end: one that dies is started again.
 *
 * @param {Node} node
 * @param {Record<string, string>} env
 */
async function keepRunning(node, env) {
  const entry = demo && node === nodes[0] ? 'demo' : 'main';
  while (goesOn()) {
    const args = ['--enable-source-maps', `${ROOT}build/server/${entry}.js`];
    const own = { PORT: String(node.port), HOST: '127.0.0.1', DATA_DIR: `${dataDir}/${node.name}` };
    node.child = start(process.execPath, args, { ...env, ...own });
    const code = await ended(node.child);
    node.healthy = false;
    if (!goesOn()) return;
    console.log(`${node.name} ended with ${code}; starting it again.`);
    await sleep(1_000);
  }
}

async function watchHealth() {
  while (goesOn()) {
    await Promise.all(
      nodes.map(async (node) => (node.healthy = await isHealthy(`http://127.0.0.1:${node.port}`))),
    );
    await sleep(500);
  }
}

/** Ends everything, the database last. @param {number} code */
async function stopAll(code) {
  if (stopping) return;
  stopping = true;
  const children = nodes.flatMap(({ child }) => child ?? []);
  await Promise.all(children.map((child) => stop(child)));
  for (const close of closers.toReversed()) await close();
  process.exit(code);
}

async function main() {
  const failed = await buildIfNeeded();
  if (failed !== 0) process.exit(failed);
  const origins = `http://localhost:${port},http://127.0.0.1:${port}`;
  const env = {
    DATABASE_URL: await databaseUrl(),
    REDIS_URL: await redisUrl(),
    ORIGIN: process.env['ORIGIN'] || origins,
    // What one of them takes in, all of them serve.
    ...(!process.env['S3_BUCKET'] && { MEDIA_DIR: process.env['MEDIA_DIR'] || `${dataDir}/media` }),
  };
  for (let i = 1; i <= count; i += 1) {
    nodes.push({ name: `node-${i}`, port: await freePort(), healthy: false });
  }
  for (const node of nodes) {
    void keepRunning(node, env);
    // One after the other: the first one migrates, and makes the demo's data.
    if (node.child) await untilHealthy(`http://127.0.0.1:${node.port}`, node.child);
  }
  void watchHealth();
  const balancer = new Balancer(nodes);
  closers.push(() => balancer.close());
  await balancer.listen(port, host);
  for (const { name, port: own, child } of nodes) console.log(`${name}: port ${own}, pid ${child?.pid}`);
  console.log(`${count} processes behind http://localhost:${port}`);
}

process.on('SIGTERM', () => void stopAll(0));
process.on('SIGINT', () => void stopAll(0));
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stopAll(1);
}
