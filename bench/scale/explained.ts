import * as z from 'zod';
import type { Logger } from '#server/platform/logger';
import { connectPostgres } from '#server/platform/postgres';
import type { Database } from '#server/platform/postgres';

const blocks = z.number().default(0);
const explained = z.object({
  'Query Text': z.string(),
  Plan: z.looseObject({
    'Shared Hit Blocks': blocks,
    'Shared Read Blocks': blocks,
    'Temp Read Blocks': blocks,
    'Temp Written Blocks': blocks,
  }),
});

/** One statement as it really ran. */
export interface RanQuery {
  readonly sql: string;
  /** Pages of 8 KB it touched, each time it touched one; pages of temporary files count too. */
  readonly buffers: number;
  /** As EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) gives it. */
  readonly plan: unknown;
}

/** A database that tells how it ran every statement. */
export interface ExplainedDatabase {
  readonly database: Database;
  /** What ran since this was last called. */
  readonly take: () => RanQuery[];
}

const EXPLAIN_EVERYTHING = `load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on;
  set auto_explain.log_buffers = on; set auto_explain.log_timing = off; set auto_explain.log_format = json;
  set auto_explain.log_level = notice; set auto_explain.log_nested_statements = on`;

/** Opens a database, with one connection, whose server explains what it runs: no statement is copied by hand, and none is run twice. */
export async function openExplained(url: string, logger: Logger): Promise<ExplainedDatabase> {
  const database = connectPostgres({ url, logger, max: 1 });
  let ran: RanQuery[] = [];
  database.pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const json = message?.startsWith('duration:') ? message.slice(message.indexOf('{')) : undefined;
      if (json !== undefined) ran.push(readExplained(json));
    });
  });
  await database.pool.query(EXPLAIN_EVERYTHING);
  const take = () => {
    const taken = ran;
    ran = [];
    return taken;
  };
  return { database, take };
}

function readExplained(json: string): RanQuery {
  const { 'Query Text': sql, Plan: plan } = explained.parse(JSON.parse(json));
  const buffers =
    plan['Shared Hit Blocks'] +
    plan['Shared Read Blocks'] +
    plan['Temp Read Blocks'] +
    plan['Temp Written Blocks'];
  return { sql, buffers, plan };
}
