import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import * as z from 'zod';
import type { Logger } from './logger.ts';
import { migrationsFolder } from './paths.ts';
import type { Database } from './postgres.ts';
import { asStartError } from './postgres-errors.ts';
import { StartError } from './start-error.ts';
import { waitForTurn } from './start-turn.ts';

const OLDEST_SUPPORTED = 150_000;

const serverFacts = z
  .array(z.object({ version: z.number(), name: z.string(), encoding: z.string() }))
  .length(1);

/**
 * Brings the database to the newest schema. Processes that start at once queue behind a lock.
 * @throws StartError when the database cannot be reached or is not one we can work with
 */
export async function migrateDatabase(database: Database, logger: Logger): Promise<void> {
  const client = await connect(database);
  try {
    await refuseUnsuitable(client);
    await waitForTurn(client, 'migration', logger);
    const startedAt = performance.now();
    await migrate(drizzle(client), { migrationsFolder });
    logger.debug({ ms: Math.round(performance.now() - startedAt) }, 'the schema is up to date');
  } finally {
    // Closing the connection gives the lock back, whatever state a failed migration left it in.
    client.release(true);
  }
}

async function connect(database: Database): Promise<pg.PoolClient> {
  try {
    return await database.pool.connect();
  } catch (error) {
    throw asStartError(error);
  }
}

async function refuseUnsuitable(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
            current_setting('server_encoding') as encoding`,
  );
  const [facts] = serverFacts.parse(rows);
  if (facts === undefined) return;
  if (facts.version < OLDEST_SUPPORTED) {
    throw new StartError(`DATABASE_URL leads to PostgreSQL ${facts.name}; version 15 or newer is needed.`);
  }
  if (facts.encoding !== 'UTF8') {
    throw new StartError(
      `The database of DATABASE_URL is encoded in ${facts.encoding}; make one with ENCODING 'UTF8'.`,
    );
  }
}
