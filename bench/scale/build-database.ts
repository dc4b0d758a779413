import pg from 'pg';
import { loadCatalogues } from '#server/compose/catalogues';
import type { Logger } from '#server/platform/logger';
import { migrateDatabase } from '#server/platform/migrations';
import { connectPostgres } from '#server/platform/postgres';
import { withBareMessages } from './bare-table.ts';
import { stepsFor } from './generate.ts';
import type { Step } from './generate.ts';
import type { Shape } from './shape.ts';

export type Tell = (line: string) => void;

/** Raised whenever the generated data change: a kept database of another generation is made anew. */
const GENERATION = 'generation 4';

/** For a load that is repeated after a crash anyway; gone again when the statistics are made. */
const FAST_LOAD = `
  set synchronous_commit = off; set work_mem = '512MB'; set maintenance_work_mem = '1GB'; set statement_timeout = 0`;

/**
 * A database of that shape, migrated, vacuumed and analyzed; made unless an earlier run left it there.
 * @param serverUrl of any database on the server
 * @returns its URL
 */
export async function buildDatabase(
  serverUrl: string,
  shape: Shape,
  logger: Logger,
  tell: Tell,
): Promise<string> {
  const url = databaseUrl(serverUrl, shape.name);
  const found = await query(
    serverUrl,
    `select shobj_description(oid, 'pg_database') as note from pg_database where datname = '${shape.name}'`,
  );
  const isThere = found.some((row) => row['note'] === GENERATION);
  if (!isThere) {
    await query(serverUrl, `drop database if exists ${shape.name} with (force)`);
    await query(serverUrl, `create database ${shape.name}`);
  }
  await migrate(url, logger);
  if (isThere) return url;
  await fill(url, shape, tell);
  await query(serverUrl, `comment on database ${shape.name} is '${GENERATION}'`);
  return url;
}

async function migrate(url: string, logger: Logger): Promise<void> {
  const database = connectPostgres({ url, logger, max: 1 });
  try {
    await migrateDatabase(database, logger);
    await loadCatalogues(database.db);
  } finally {
    await database.close();
  }
}

async function fill(url: string, shape: Shape, tell: Tell): Promise<void> {
  await withClient(url, async (client) => {
    const step = async ({ what, sql }: Step) => {
      const startedAt = performance.now();
      await client.query(sql);
      tell(`${shape.name}: ${what} in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
    };
    await client.query(FAST_LOAD);
    const startedAt = performance.now();
    await withBareMessages(client, async () => {
      for (const one of stepsFor(shape)) await step(one);
    });
    tell(`${shape.name}: with indexes ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
    await step({ what: 'vacuum', sql: 'vacuum (analyze)' });
    await step({ what: 'checkpoint', sql: 'checkpoint' });
  });
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
