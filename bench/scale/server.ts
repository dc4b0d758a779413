import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { claimDataDir } from '#server/platform/data-dir';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres';
import type { EmbeddedPostgres } from '#server/platform/embedded-postgres';
import type { Logger } from '#server/platform/logger';

/**
 * The bundled Postgres over a data directory of its own.
 * @param keptDir is kept for the next run; without it the data go with `stop`
 */
export async function startScaleServer(
  logger: Logger,
  keptDir: string | undefined,
): Promise<EmbeddedPostgres> {
  const dataDir = keptDir === undefined ? await mkdtemp(join(tmpdir(), 'spotter-scale-')) : resolve(keptDir);
  // The database has a user of its own, who must be able to pass through.
  if (keptDir === undefined) await chmod(dataDir, 0o711);
  const claim = await claimDataDir(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, logger });
  const stop = async () => {
    await postgres.stop();
    await claim.release();
    if (keptDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  return { url: postgres.url, stop };
}
