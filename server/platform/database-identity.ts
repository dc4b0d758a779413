import * as z from 'zod';
import type { Database } from './postgres.ts';

const rows = z.array(z.object({ identity: z.string() })).length(1);

/**
 * What tells this database from every other, whatever address it is reached by. Names what its processes share in a
 * Redis that others may use too.
 */
export async function databaseIdentity({ pool }: Pick<Database, 'pool'>): Promise<string> {
  const answer = await pool.query(
    `select (select system_identifier::text from pg_control_system()) || '-' || oid::text as identity
       from pg_database where datname = current_database()`,
  );
  const [row] = rows.parse(answer.rows);
  if (row === undefined) throw new Error('The database does not know itself');
  return row.identity;
}
