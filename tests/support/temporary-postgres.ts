import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataDir } from '#server/platform/data-dir';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/platform/embedded-postgres';
import type { Logger } from '#server/platform/logger';
import { StartError } from '#server/platform/start-error';

const PREFIX = 'spotter-tests-';

/** A Postgres in a temporary directory; `stop` removes it. Ends those of earlier runs that were killed. */
export async function temporaryPostgres(logger: Logger): Promise<EmbeddedPostgres> {
  await removeOrphans(logger);
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(dataDir, 0o711);
  return open(dataDir, logger);
}

async function open(dataDir: string, logger: Logger): Promise<EmbeddedPostgres> {
  await claimDataDir(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, logger });
  const stop = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: postgres.url, stop };
}

async function removeOrphans(logger: Logger): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    const files = await readdir(dataDir).catch(() => []);
    // Without an owner yet, another run is about to claim it.
    if (!files.some((file) => /^owner\.\d+$/.test(file))) continue;
    await open(dataDir, logger).then(
      (orphan) => orphan.stop(),
      (error: unknown) => {
        // It belongs to a run that lives, or to another user.
        if (!(error instanceof StartError)) throw error;
      },
    );
  }
}
