import { claimDataDir } from '#server/platform/data-dir';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres';
import { claimDatabase } from '#server/platform/instance-lock';
import type { Logger } from '#server/platform/logger';
import { migrateDatabase } from '#server/platform/migrations';
import { connectPostgres, type Database } from '#server/platform/postgres';
import type { Env } from '../env.ts';
import type { Closers } from './closers.ts';

/**
 * Takes the data directory for this process alone, and a database alone or, with REDIS_URL, together with others; brings
 * the schema up to date.
 * @throws StartError with one line that says what to do
 */
export async function openStorage(
  env: Env,
  logger: Logger,
  closers: Closers,
): Promise<{ database: Database; url: string }> {
  const claim = await claimDataDir(env.dataDir);
  closers.add('the data directory', 200, () => claim.release());
  const url = env.databaseUrl ?? (await ownPostgres(env, logger, closers));
  const instance = await claimDatabase(url, logger, { shared: env.redisUrl !== undefined });
  closers.add('the claim on the database', 200, () => instance.release());
  const database = connectPostgres({ url, logger });
  closers.add('connections to the database', 700, () => database.close());
  await migrateDatabase(database, logger);
  return { database, url };
}

async function ownPostgres(env: Env, logger: Logger, closers: Closers): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: env.dataDir, logger });
  closers.add('the database', 3_200, () => postgres.stop());
  return postgres.url;
}
