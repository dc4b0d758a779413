import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether there is a `redis-server` on this machine. */
export function hasRedisServer() {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/**
 * Starts a `redis-server` on this machine that keeps nothing.
 *
 * @param {number} port a free one
 * @param {string} folder where it may write
 * @param {readonly string[]} [settings] more of the command line
 * @returns {Promise<import('node:child_process').ChildProcess>} as soon as it takes connections
 * @throws with what it said, when it ends instead
 */
export async function spawnRedis(port, folder, settings = []) {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const child = spawn('redis-server', [...options, '--save', '', '--appendonly', 'no', ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('Ready to accept connections')) resolve(undefined);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`redis-server did not start:\n${said}`)));
  });
  return child;
}

/**
 * Starts a `redis-server` that keeps nothing, for as long as this process lives.
 *
 * @param {number} port a free one
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startRedis(port) {
  const folder = await mkdtemp(join(tmpdir(), 'spotter-redis-'));
  const child = await spawnRedis(port, folder);
  const gone = once(child, 'exit');
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
