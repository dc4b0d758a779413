import { realpath } from 'node:fs/promises';
import pg from 'pg';
import * as z from 'zod';
import { errorCode } from '../start-error.ts';
import { NAME, type Cluster } from './cluster.ts';

export const urlOf = (cluster: Cluster, port: number, database = NAME) =>
  `postgres://${NAME}:${cluster.password}@127.0.0.1:${port}/${database}`;

/** Who answers on a port: this cluster, some other database, or (not yet, not any more) nobody. */
export type Answer = 'ours' | 'foreign' | 'none';

/** Asks the server on a port which data it serves: a port alone proves nothing. */
export async function whoAnswers(cluster: Cluster, port: number): Promise<Answer> {
  try {
    const rows = await query(cluster, port, `select current_setting('data_directory') as value`);
    const served = await realpath(rows[0]?.value ?? '').catch(() => '');
    return served === (await realpath(cluster.dataDir)) ? 'ours' : 'foreign';
  } catch (error) {
    // Class 28: it does not know our password, so it is not ours.
    return errorCode(error)?.startsWith('28') === true ? 'foreign' : 'none';
  }
}

/** Makes the one database, unless it is there. */
export async function ensureDatabase(cluster: Cluster, port: number): Promise<void> {
  const found = await query(
    cluster,
    port,
    `select datname as value from pg_database where datname = '${NAME}'`,
  );
  if (found.length > 0) return;
  await query(cluster, port, `create database ${NAME}`).catch((error: unknown) => {
    const madeMeanwhile = ['42P04', '23505'].includes(errorCode(error) ?? '');
    if (!madeMeanwhile) throw error;
  });
}

const valueRows = z.array(z.object({ value: z.string() }));

async function query(cluster: Cluster, port: number, sql: string): Promise<z.infer<typeof valueRows>> {
  const client = new pg.Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    connectionTimeoutMillis: 3_000,
    query_timeout: 30_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return valueRows.parse((await client.query(sql)).rows);
  } finally {
    await client.end().catch(() => undefined);
  }
}
