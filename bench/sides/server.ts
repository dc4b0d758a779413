import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '#server/platform/paths';
import type { BenchDatabase } from '../world/database.ts';
import { startSide, type Side } from './start-side.ts';

const probe = fileURLToPath(new URL('probe.mjs', import.meta.url));

/** As `npm start` has it: messages under way outlive a small young generation, and copying them costs a fifth of all. */
const FLAGS = ['--max-semi-space-size=64'];

/** The production build, over that database. @param place puts a command on the cores it may use */
export async function startServer(
  database: BenchDatabase,
  place: (command: readonly string[]) => readonly string[],
): Promise<Side> {
  const dataDir = await mkdtemp(join(tmpdir(), 'spotter-bench-server-'));
  const main = process.env['BENCH_SERVER'] ?? join(projectRoot, 'build', 'server', 'main.js');
  const flags = (process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter(Boolean);
  const side = await startSide(
    place([process.execPath, '--expose-gc', ...FLAGS, ...flags, '--import', probe, main]),
    {
      PORT: '0',
      ORIGIN: '',
      DATABASE_URL: database.url,
      REDIS_URL: '',
      DATA_DIR: dataDir,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
    },
  );
  const stop = async () => {
    await side.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...side, stop };
}
