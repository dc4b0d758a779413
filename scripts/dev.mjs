import { fork } from 'node:child_process';
import { once } from 'node:events';
import { ROOT, startTool, stop } from './support/processes.mjs';

// One URL: Vite serves the UI and passes /api and /socket.io on to the watched server. Postgres outlives its restarts.
const port = process.env['PORT'] || '3000';
const apiPort = String(Number(port) + 1);
const host = process.env['HOST'] || '127.0.0.1';

/** @type {import('node:child_process').ChildProcess[]} */
const children = [];
let stopping = false;

/** Ends everything, the database last. @param {number} code */
async function stopAll(code) {
  if (stopping) return;
  stopping = true;
  const [database, ...others] = children;
  await Promise.all(others.map((child) => stop(child)));
  if (database) await stop(database);
  process.exit(code);
}

/** @param {import('node:child_process').ChildProcess} child */
function keep(child) {
  children.push(child);
  child.once('exit', (code) => void stopAll(code ?? 1));
  return child;
}

process.on('SIGTERM', () => void stopAll(0));
process.on('SIGINT', () => void stopAll(0));

let databaseUrl = process.env['DATABASE_URL'];
if (!databaseUrl) {
  const database = keep(fork(`${ROOT}scripts/dev-database.ts`, { cwd: ROOT, execArgv: ['--import', 'tsx'] }));
  const message = await once(database, 'message');
  databaseUrl = String(message[0]);
}
keep(
  startTool('tsx', ['watch', '--clear-screen=false', 'server/main.ts'], {
    PORT: apiPort,
    HOST: '127.0.0.1',
    ORIGIN: process.env['ORIGIN'] || `http://localhost:${port},http://127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl,
  }),
);
keep(
  startTool('vite', ['dev', '--port', port, '--host', host], {
    SPOTTER_DEV_API: `http://127.0.0.1:${apiPort}`,
  }),
);
