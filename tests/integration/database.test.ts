import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { createLogger } from '#server/platform/logger';
import { claimDatabase } from '#server/platform/instance-lock';
import { migrateDatabase } from '#server/platform/migrations';
import { connectPostgres, isDatabaseUnavailable, isUniqueViolation } from '#server/platform/postgres';
import { StartError } from '#server/platform/start-error';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const logger = createLogger('silent');
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** An address where nobody listens. */
const NOBODY = 'postgres://spotter@127.0.0.1:1/spotter';

describe('reading from the database', () => {
  it('gives bigint and numeric as numbers and days as they are written', async () => {
    const { rows } = await test.database.db.execute(
      sql`select 12::int8 as id, 72.5::numeric as weight, '2026-02-28'::date as day`,
    );
    expect(rows).toEqual([{ id: 12, weight: 72.5, day: '2026-02-28' }]);
  });

  it('answers a ping', () => expect(test.database.ping()).resolves.toBeUndefined());
});

describe('a database that fails', () => {
  it('is unavailable when nobody listens, also as Drizzle wraps it', async () => {
    const lost = connectPostgres({ url: NOBODY, logger });
    const plain: unknown = await lost.ping().catch((error: unknown) => error);
    const wrapped: unknown = await lost.db.execute(sql`select 1`).catch((error: unknown) => error);
    await lost.close();
    expect([plain, wrapped].map(isDatabaseUnavailable)).toEqual([true, true]);
  });

  it('is unavailable to a query whose connection is cut, and the process lives', async () => {
    const cut: unknown = await test.database.db
      .transaction(async (tx) => {
        await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
      })
      .catch((error: unknown) => error);
    expect(isDatabaseUnavailable(cut)).toBe(true);
    await expect(test.database.ping()).resolves.toBeUndefined();
  });

  it('is available when it merely refuses a row', async () => {
    const { pool } = test.database;
    await pool.query('create table once (id int constraint once_only primary key)');
    const twice = () => pool.query('insert into once values (1)');
    await twice();
    const refused: unknown = await twice().catch((error: unknown) => error);
    expect(isDatabaseUnavailable(refused)).toBe(false);
    expect(isUniqueViolation(refused)).toBe(true);
    expect(isUniqueViolation(refused, 'once_only')).toBe(true);
    expect(isUniqueViolation(refused, 'another_rule')).toBe(false);
  });
});

describe('migrations', () => {
  it('run once when many processes start at once', async () => {
    await test.database.pool.query(
      'drop schema public cascade; create schema public; drop schema drizzle cascade',
    );
    const pools = Array.from({ length: 4 }, () => connectPostgres({ url: test.url, logger, max: 1 }));
    await Promise.all(pools.map((database) => migrateDatabase(database, logger)));
    await Promise.all(pools.map((database) => database.close()));
    const { rows } = await test.database.pool.query('select count(*) from users');
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('refuse a database that cannot be reached in one line', async () => {
    const lost = connectPostgres({ url: NOBODY, logger });
    const refusal: unknown = await migrateDatabase(lost, logger).catch((error: unknown) => error);
    await lost.close();
    expect(refusal).toBeInstanceOf(StartError);
    expect(String(refusal)).toMatch(/^StartError: The database of DATABASE_URL cannot be reached: [^\n]+$/);
  });
});

describe('one process per database', () => {
  it('refuses the second with a line that names the first, until the first lets go', async () => {
    const first = await claimDatabase(test.url, logger);
    await expect(claimDatabase(test.url, logger)).rejects.toThrow(
      new RegExp(`in use by spotter ${process.pid} on .+ since \\d{4}-`),
    );
    await first.release();
    const second = await claimDatabase(test.url, logger);
    await second.release();
  });

  it('claims again after its connection was cut', async () => {
    const { pool } = test.database;
    const first = await claimDatabase(test.url, logger);
    const holders = `select pid from pg_locks l join pg_database d on d.oid = l.database
                      where locktype = 'advisory' and datname = current_database()`;
    const whoHolds = async () => (await pool.query<{ pid: number }>(holders)).rows.map((row) => row.pid);
    const before = await whoHolds();
    await pool.query(`select pg_terminate_backend(pid) from (${holders}) as held`);
    const isNew = async () => {
      const now = await whoHolds();
      return now.length === 1 && now[0] !== before[0];
    };
    await expect.poll(isNew, { timeout: 10_000 }).toBe(true);
    await first.release();
  });
});
