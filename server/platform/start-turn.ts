import type pg from 'pg';
import type { Database } from './postgres.ts';

/** Any numbers of ours would do, as long as they stay the same in every release. */
const LOCKS = { migration: 5_077_202_601, firstThings: 5_077_202_602 } as const;

/** Waits until no other process does the same, however long that takes. The connection's end gives the turn back. */
export async function waitForTurn(client: pg.ClientBase, lock: keyof typeof LOCKS): Promise<void> {
  await client.query('set statement_timeout = 0');
  // The pool's own patience is for rows; another process may migrate for minutes.
  await client.query('set lock_timeout = 0');
  await client.query('select pg_advisory_lock($1)', [LOCKS[lock]]);
  await client.query('reset lock_timeout');
}

/** Does what every start does first, one process after the other: what a first start makes, the next ones find. */
export async function inTurn(database: Pick<Database, 'pool'>, work: () => Promise<void>): Promise<void> {
  const client = await database.pool.connect();
  try {
    await waitForTurn(client, 'firstThings');
    await work();
  } finally {
    client.release(true);
  }
}
