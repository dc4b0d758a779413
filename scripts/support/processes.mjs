import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();

const health = z.object({ status: z.literal('ok') });

/** The repository's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts a program in the repository's root, with this process's output as its own.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to this process's environment
 */
export function start(command, args, env = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/**
 * Starts one of the tools in node_modules/.bin, without a shell or npx between.
 *
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export function startTool(name, args, env = {}) {
  return start(`${ROOT}node_modules/.bin/${name}`, args, env);
}

/**
 * The exit code of a child; 1 when it could not start, 128 when a signal ended it.
 *
 * @param {ChildProcess} child
 * @returns {Promise<number>}
 */
export function ended(child) {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  if (child.signalCode !== null) return Promise.resolve(128);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code) => {
      resolve(code ?? 128);
    });
  });
}

/**
 * Asks a child to end and waits until it has; kills it when it is still there after `patience` milliseconds.
 *
 * @param {ChildProcess} child
 * @param {number} [patience]
 * @returns {Promise<number>} its exit code; 128 when it had to be killed
 */
export async function stop(child, patience = 15_000) {
  const gone = ended(child);
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const code = await gone;
  clearTimeout(timer);
  return code;
}

/**
 * Passes SIGINT and SIGTERM on to whatever `start` started, so that stopping a script leaves nothing behind. A
 * terminal's Ctrl-C reaches the children by itself; a second one would cut their draining short.
 */
export function passSignalsOn() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      for (const child of running) child.kill(signal);
    });
  }
}

/** A port that nobody listens on right now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

/**
 * Waits until `/api/health` answers ok.
 *
 * @param {string} url the server's address, without a slash at its end
 * @param {ChildProcess} child the server: when it ends first, waiting ends too
 * @param {number} [patience] milliseconds
 * @throws when it ends first, or is not healthy in time
 */
export async function untilHealthy(url, child, patience = 60_000) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The server ended before it was healthy (${child.exitCode ?? child.signalCode}).`);
    }
    if (await isHealthy(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url}/api/health was not ok within ${patience / 1000} s.`);
}

/**
 * Whether `/api/health` answers ok.
 *
 * @param {string} url the server's address, without a slash at its end
 */
export async function isHealthy(url) {
  try {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(3_000) });
    return health.safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}
