import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { createLogger } from '#server/platform/logger';
import { claimDatabase } from '#server/platform/instance-lock';
import { migrateDatabase } from '#server/platform/migrations';
import { connectPostgres, isDatabaseUnavailable, isUniqueViolation } from '#server/platform/postgres';
import { StartError } from '#server/platform/start-error';
import { waitForTurn } from '#server/platform/start-turn';
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

  it('wait for a process that migrates, however long a row may be waited for', async () => {
    const holder = await test.database.pool.connect();
    await waitForTurn(holder, 'migration', logger);
    const pool = new pg.Pool({ connectionString: test.url, lock_timeout: 50, max: 1 });
    const migrated = migrateDatabase({ ...test.database, pool }, logger);
    const isWaiting = async () => {
      const waiting = `select a.wait_event_type from pg_locks l join pg_stat_activity a on a.pid = l.pid
                        where l.locktype = 'advisory' and not l.granted
                          and now() - a.query_start > interval '100 ms'`;
      return (await test.database.pool.query(waiting)).rows.length;
    };
    await expect.poll(isWaiting, { timeout: 10_000 }).toBe(1);
    holder.release(true);
    await expect(migrated).resolves.toBeUndefined();
    await pool.end();
  });

  it('refuse a database that cannot be reached in one line', async () => {
    const lost = connectPostgres({ url: NOBODY, logger });
    const refusal: unknown = await migrateDatabase(lost, logger).catch((error: unknown) => error);
    await lost.close();
    expect(refusal).toBeInstanceOf(StartError);
    expect(String(refusal)).toMatch(/^StartError: The database of DATABASE_URL cannot be reached: [^\n]+$/);
  });
});

describe('the claim on a database', () => {
  it('refuses the second with a line that names the first, until the first lets go', async () => {
    const first = await claimDatabase(test.url, logger);
    await expect(claimDatabase(test.url, logger)).rejects.toThrow(
      new RegExp(`in use by spotter ${process.pid} on .+ since \\d{4}-`),
    );
    await first.release();
    const second = await claimDatabase(test.url, logger);
    await second.release();
  });

  it('is shared by those who share it, and refused to anybody else', async () => {
    const shared = { shared: true };
    const claims = await Promise.all([1, 2].map(() => claimDatabase(test.url, logger, shared)));
    await expect(claimDatabase(test.url, logger)).rejects.toThrow(
      /in use by spotter \d+ on .+: stop that one first, or give both the same REDIS_URL\.$/,
    );
    await Promise.all(claims.map((claim) => claim.release()));
    const alone = await claimDatabase(test.url, logger);
    await expect(claimDatabase(test.url, logger, shared)).rejects.toThrow(
      /in use by spotter \d+ on .+, which runs without REDIS_URL: stop that one, or start it again/,
    );
    await alone.release();
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
