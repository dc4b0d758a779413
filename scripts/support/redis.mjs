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
 * Starts a `redis-server` that keeps nothing, for as long as this process lives.
 *
 * @param {number} port a free one
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startRedis(port) {
  const folder = await mkdtemp(join(tmpdir(), 'spotter-redis-'));
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const child = spawn(
    'redis-server',
    [...options, '--save', '', '--appendonly', 'no', '--loglevel', 'warning'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await once(child, 'spawn');
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
