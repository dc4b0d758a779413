import { join } from 'node:path';
import { claimDataDir } from '#server/platform/data-dir';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres';
import { createLogger } from '#server/platform/logger';

// Keeps Postgres running while the watched server restarts. Tells the parent its address; ends with it. The server
// claims DATA_DIR for itself, so this has a directory of its own below.
const dataDir = join(process.env['DATA_DIR'] || '.data', 'dev-database');
const claim = await claimDataDir(dataDir);
const database = await startEmbeddedPostgres({ dataDir, logger: createLogger('warn') });

process.send?.(database.url);
process.once('disconnect', () => void stop());
process.once('SIGTERM', () => void stop());
process.on('SIGINT', () => undefined);

async function stop(): Promise<void> {
  await database.stop();
  await claim.release();
  process.exit();
}
