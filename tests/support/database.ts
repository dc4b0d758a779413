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

/** A migrated, empty database of one's own, in about 40 ms. For `beforeAll`, with `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = inject('testPostgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runSql(adminUrl, `create database ${name} template ${template}`);
  const url = databaseUrl(adminUrl, name);
  const database = connectPostgres({ url, logger: createLogger('silent'), max: 10 });
  const drop = async () => {
    await database.close();
    await runSql(adminUrl, `drop database ${name} with (force)`);
  };
  return { database, url, drop };
}
