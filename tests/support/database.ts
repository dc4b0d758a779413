import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { createLogger } from '#server/platform/logger';
import { connectPostgres, type Database } from '#server/platform/postgres';
import { databaseUrl, runSql } from './global-setup.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** Closes our connections, ends all others and removes the database. */
  drop(): Promise<void>;
}

/** A migrated, empty database of one's own. For `beforeAll`, with `drop` in `afterAll`. */
export function createTestDatabase(): Promise<TestDatabase> {
  return copyOf(inject('testPostgres').template);
}

/** The same as a first start leaves it, so that the next start is a quick one. */
export function createStartedDatabase(): Promise<TestDatabase> {
  return copyOf(inject('testPostgres').startedTemplate);
}

async function copyOf(template: string): Promise<TestDatabase> {
  const { adminUrl } = inject('testPostgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Copying files costs the processor less than writing every page to the log, and nothing here outlives a crash.
  await runSql(adminUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = databaseUrl(adminUrl, name);
  const database = connectPostgres({ url, logger: createLogger('silent'), max: 10 });
  const drop = async () => {
    await database.close();
    await runSql(adminUrl, `drop database ${name} with (force)`);
  };
  return { database, url, drop };
}
