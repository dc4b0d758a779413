import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import * as z from 'zod';
import { loadCatalogues } from '#server/compose/catalogues';
import { createLogger } from '#server/platform/logger';
import { migrateDatabase } from '#server/platform/migrations';
import { connectPostgres } from '#server/platform/postgres';
import type { EmbeddedPostgres } from '#server/platform/embedded-postgres';
import { databaseUrl, runSql } from '../../support/global-setup.ts';
import { temporaryPostgres } from '../../support/temporary-postgres.ts';

const logger = createLogger('silent');
const TEMPLATE = 'chaos_template';
const ATTEMPTS = 40;
const PAUSE_MS = 250;

/** A Postgres of our own that may be killed: it comes back by itself, on the same port. */
export class ChaosPostgres {
  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly dataDirectory: string,
  ) {}

  static async start(): Promise<ChaosPostgres> {
    const server = await temporaryPostgres(logger);
    // What a killed process leaves in the system's memory outlives it: only a power cut would need the disk.
    await runSql(server.url, 'alter system set fsync = off', 'select pg_reload_conf()');
    await runSql(server.url, `create database ${TEMPLATE}`);
    const database = connectPostgres({ url: databaseUrl(server.url, TEMPLATE), logger, max: 2 });
    try {
      await migrateDatabase(database, logger);
      await loadCatalogues(database.db);
      const { rows } = await database.pool.query('show data_directory');
      const [row] = z.array(z.object({ data_directory: z.string() })).parse(rows);
      return new ChaosPostgres(server, row?.data_directory ?? '');
    } finally {
      await database.close();
    }
  }

  /** A migrated database without people. @returns its URL */
  async create(): Promise<string> {
    const name = `chaos_${randomUUID().replaceAll('-', '')}`;
    await this.#admin(`create database ${name} template ${TEMPLATE} strategy file_copy`);
    return databaseUrl(this.server.url, name);
  }

  async drop(url: string): Promise<void> {
    await this.#admin(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
  }

  /** Ends it without a checkpoint, as `pg_ctl restart -m immediate` does; its supervisor starts it again. */
  async killImmediately(): Promise<void> {
    const file = await readFile(join(this.dataDirectory, 'postmaster.pid'), 'utf8');
    process.kill(Number(file.split('\n')[0]), 'SIGQUIT');
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** It may still be recovering from the run before. */
  async #admin(statement: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await runSql(this.server.url, statement);
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }
}

/** A connection beside all hops, to look and to get in the way. Its loss with the database is no failure. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'chaos' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
