import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadCatalogues } from '#server/compose/catalogues';
import { claimDataDir } from '#server/platform/data-dir';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres';
import { createLogger } from '#server/platform/logger';
import { migrateDatabase } from '#server/platform/migrations';
import { connectPostgres } from '#server/platform/postgres';

/** A migrated Postgres of its own, as the server would start it: it waits for the disk at every commit. */
export interface BenchDatabase {
  readonly url: string;
  /** The process whose family is the whole database. */
  readonly pid: number;
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Starts one in a temporary directory. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const logger = createLogger('error');
  const dataDir = await mkdtemp(join(tmpdir(), 'spotter-bench-'));
  // For root, Postgres runs as another user, who must be able to enter.
  await chmod(dataDir, 0o711);
  const claim = await claimDataDir(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, logger });
  const database = connectPostgres({ url: postgres.url, logger });
  await migrateDatabase(database, logger);
  await loadCatalogues(database.db);
  await database.close();
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
  // The database may end first.
  pool.on('error', () => undefined);
  const query = async (text: string, values: readonly unknown[] = []) => {
    const { rows } = await pool.query<Record<string, unknown>>(text, [...values]);
    return rows;
  };
  await settleIn(query);
  const [setting] = await query(`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`);
  return {
    url: postgres.url,
    pid: Number(setting?.['pid']),
    query,
    stop: async () => {
      await pool.end();
      await postgres.stop();
      await claim.release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * A new Postgres makes each file of its log when it comes to it, which stops everybody for up to 50 ms; one that has been in
 * service for a day uses its old ones again. Here it has been.
 */
async function settleIn(query: BenchDatabase['query']): Promise<void> {
  await query(`alter system set min_wal_size = '1GB'`);
  await query('select pg_reload_conf()');
  await query(
    `select pg_logical_emit_message(true, 'bench', repeat('.', 15000000)) from generate_series(1, 60)`,
  );
  await query('checkpoint');
}
