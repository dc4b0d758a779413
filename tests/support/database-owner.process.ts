import { claimDataDir } from '#server/platform/data-dir';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres';
import { createLogger } from '#server/platform/logger';
import { StartError } from '#server/platform/start-error';

/**
 * A process that owns DATA_DIR and its database, as the server does: prints `ready URL`, or `refused LINE` and ends.
 * SIGTERM stops it orderly.
 */
async function main(dataDir: string): Promise<void> {
  const claim = await claimDataDir(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, logger: createLogger('silent') });
  process.once('SIGTERM', () => {
    void postgres
      .stop()
      .then(() => claim.release())
      .then(() => process.exit(0));
  });
  setInterval(() => undefined, 60_000);
  process.stdout.write(`ready ${postgres.url}\n`);
}

try {
  await main(process.argv[2] ?? '');
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stdout.write(`refused ${error.message}\n`);
}
