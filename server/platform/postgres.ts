import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from '#server/db/schema/index';
import type { Logger } from './logger.ts';

export {
  isContention,
  isDatabaseUnavailable,
  isDiskFull,
  isHeldUp,
  isTimedOut,
  isUniqueViolation,
} from './postgres-errors.ts';

export type Db = NodePgDatabase<typeof schema>;

/** What a transaction callback receives. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** Anything a query can run on, so that verbs join an outer transaction. */
export type Executor = Db | Tx;

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  /**
   * A few connections apart, which no other work can take: for what is short and must not wait behind anything, that is
   * storing plain messages and receipts, knowing who may send them, and saying whether the database answers.
   */
  readonly reserved: Db;
  /**
   * One connection for `store_plain_messages` and nothing else: rows inserted on it are not checked against the rows they
   * reference, because that function has proved them already (docs/decisions/0022-references-proved-under-the-lock.md). Where the
   * database's role may not switch the check off, it stays on and costs a third of the writing.
   */
  readonly gathered: Db;
  /** Waits for running queries, then closes every connection. */
  close(): Promise<void>;
  /** Resolves when the database answers; rejects with what `isDatabaseUnavailable` recognises when it does not. */
  ping(): Promise<void>;
}

// Global, because Drizzle asks the driver's global table and ignores a pool's own.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

/** Whoever gets no connection for this long is told `unavailable`. */
const CONNECT_PATIENCE_MS = 5_000;

/** One each for receipts, memberships, messages that are sent again, and health. */
const RESERVED = 4;

/** Foreign keys are checked by triggers, which a session in this role leaves out. */
const WITHOUT_REFERENCE_CHECKS = 'set session_replication_role = replica';

/**
 * Opens three pools; connections are made on first use, so this never fails.
 * Reads give bigint and numeric as numbers and calendar days as `YYYY-MM-DD`.
 * @param options.max connections at most besides the reserved ones, default 20
 */
export function connectPostgres(options: { url: string; logger: Logger; max?: number }): Database {
  const pool = openPool(options.url, options.max ?? 20, options.logger);
  const reserved = openPool(options.url, RESERVED, options.logger);
  const gathered = openPool(options.url, 1, options.logger, (client) =>
    leaveOutReferenceChecks(client, options.logger),
  );
  return {
    db: drizzle(pool, { schema }),
    pool,
    reserved: drizzle(reserved, { schema }),
    gathered: drizzle(gathered, { schema }),
    close: async () => {
      await Promise.all([pool.end(), reserved.end(), gathered.end()]);
    },
    ping: async () => {
      await reserved.query('select 1');
    },
  };
}

/** @param prepare is through with a new connection before anybody gets it */
function openPool(
  url: string,
  max: number,
  logger: Logger,
  prepare: (client: pg.ClientBase) => Promise<void> = () => Promise.resolve(),
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
    statement_timeout: 30_000,
    // Somebody who waits longer for a row is better told so than kept, connection and all.
    lock_timeout: 5_000,
    keepAlive: true,
    application_name: 'spotter',
    verify: (client, done) => {
      prepare(client).then(() => {
        done();
      }, done);
    },
  });
  const onLost = (error: Error) => logger.warn({ reason: error.message }, 'a database connection was lost');
  pool.on('error', onLost);
  // The pool stops listening while a connection is lent out: unheard, a loss would end the process.
  pool.on('connect', (client) => client.on('error', onLost));
  return pool;
}

/** Best effort: a role that may not do this stores messages all the same, a little more slowly. */
async function leaveOutReferenceChecks(client: pg.ClientBase, logger: Logger): Promise<void> {
  try {
    await client.query(WITHOUT_REFERENCE_CHECKS);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.debug({ reason }, 'messages are stored with their references checked');
  }
}
