import type pg from 'pg';
import type { Logger } from './logger.ts';
import type { Database } from './postgres.ts';

/** Any numbers of ours would do, as long as they stay the same in every release. */
const LOCKS = { migration: 5_077_202_601, firstThings: 5_077_202_602 } as const;

const SAY_EVERY_MS = 60_000;

/**
 * Waits until no other process does the same, however long that takes, and says so every minute. The connection's end
 * gives the turn back.
 */
export async function waitForTurn(
  client: pg.ClientBase,
  lock: keyof typeof LOCKS,
  logger: Logger,
): Promise<void> {
  await client.query('set statement_timeout = 0');
  // The pool's own patience is for rows; another process may migrate for minutes.
  await client.query('set lock_timeout = 0');
  const telling = setInterval(() => {
    logger.warn(
      { lock, key: LOCKS[lock] },
      'the start waits for another process that keeps an advisory lock',
    );
  }, SAY_EVERY_MS);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCKS[lock]]);
  } finally {
    clearInterval(telling);
  }
  await client.query('reset lock_timeout');
}

/** Does what every start does first, one process after the other: what a first start makes, the next ones find. */
export async function inTurn(
  database: Pick<Database, 'pool'>,
  logger: Logger,
  work: () => Promise<void>,
): Promise<void> {
  const client = await database.pool.connect();
  try {
    await waitForTurn(client, 'firstThings', logger);
    await work();
  } finally {
    client.release(true);
  }
}
