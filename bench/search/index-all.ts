import { asc, eq, gt, sql } from 'drizzle-orm';
import { conversations, searchProgress } from '#server/db/schema/index';
import { indexConversation } from '#server/features/search/index';
import type { Logger } from '#server/platform/logger';
import { connectPostgres } from '#server/platform/postgres';
import type { Tell } from '../scale/build-database.ts';

const AT_ONCE = 2;

/** Makes every message of a database searchable, as the server does but without its pauses. */
export async function indexAll(url: string, name: string, logger: Logger, tell: Tell): Promise<void> {
  const database = connectPostgres({ url, logger, max: AT_ONCE });
  try {
    const startedAt = performance.now();
    const left = await behind(database.db);
    await Promise.all(Array.from({ length: AT_ONCE }, () => work(database, left)));
    await database.pool.query('vacuum (analyze) search_words, search_blocks, search_progress');
    tell(`${name}: searchable in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  } finally {
    await database.close();
  }
}

async function work(services: Pick<Database, 'db'>, left: number[]): Promise<void> {
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    while (await indexConversation(services, next));
  }
}

async function behind(db: Database['db']): Promise<number[]> {
  const { conversationId } = conversations;
  const rows = await db
    .select({ conversationId })
    .from(conversations)
    .leftJoin(searchProgress, eq(searchProgress.conversationId, conversationId))
    .where(gt(conversations.rev, sql`coalesce(${searchProgress.indexedRev}, 0)`))
    .orderBy(asc(conversationId));
  return rows.map((row) => row.conversationId);
}

type Database = ReturnType<typeof connectPostgres>;
