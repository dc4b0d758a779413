import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { loadCatalogues } from '#server/compose/catalogues';
import type { EmbeddedPostgres } from '#server/platform/embedded-postgres';
import { JobQueue } from '#server/platform/jobs';
import { createLogger } from '#server/platform/logger';
import { migrateDatabase } from '#server/platform/migrations';
import { connectPostgres } from '#server/platform/postgres';
import { temporaryPostgres } from './temporary-postgres.ts';

/** What each test file needs to make a database of its own. */
export interface TestPostgres {
  /** Of a database from which others may be made and dropped. */
  readonly adminUrl: string;
  /** Name of a migrated, empty database. */
  readonly template: string;
  /** Name of the same as a first start leaves it: with the catalogues and the tables of the job queue. */
  readonly startedTemplate: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testPostgres: TestPostgres;
  }
}

const logger = createLogger('error');

/** One Postgres for the whole run: TEST_DATABASE_URL, or one of our own in a temporary directory. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given === undefined ? await ownPostgres() : { url: given, stop: () => Promise.resolve() };
  const template = `spotter_template_${process.pid}`;
  const startedTemplate = `spotter_started_${process.pid}`;
  const tearDown = async () => {
    for (const name of [template, startedTemplate]) {
      await runSql(server.url, `drop database if exists ${name} with (force)`);
    }
    await server.stop();
  };
  try {
    await runSql(server.url, `create database ${template}`);
    await migrateTemplate(databaseUrl(server.url, template));
    await runSql(server.url, `create database ${startedTemplate} template ${template}`);
    await startTemplate(databaseUrl(server.url, startedTemplate));
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('testPostgres', { adminUrl: server.url, template, startedTemplate });
  return tearDown;
}

async function ownPostgres(): Promise<EmbeddedPostgres> {
  const postgres = await temporaryPostgres(logger);
  // These data end with the run: no need to wait for the disk.
  await runSql(postgres.url, 'alter system set fsync = off', 'select pg_reload_conf()');
  return postgres;
}

async function migrateTemplate(url: string): Promise<void> {
  const database = connectPostgres({ url, logger, max: 1 });
  try {
    await migrateDatabase(database, logger);
  } finally {
    await database.close();
  }
}

/** What every start looks for and a first one makes. */
async function startTemplate(url: string): Promise<void> {
  const database = connectPostgres({ url, logger, max: 2 });
  const jobs = new JobQueue(url, logger);
  try {
    await loadCatalogues(database.db);
    await jobs.start({
      'evaluate-achievements': () => Promise.resolve(),
      'send-password-reset': () => Promise.resolve(),
    });
  } finally {
    await jobs.stop();
    await database.close();
  }
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs statements one by one, each on its own: databases are not made inside a transaction. */
export async function runSql(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
