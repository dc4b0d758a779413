import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { messages } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import { searchableColumns, withFiles, type Searchable } from '../searchable.ts';
import type { Searched } from './scope.ts';

/** More than the indexer ever leaves of one conversation, and of what is written all over within its patience. */
const OF_EACH = 1_200;
const IN_ALL = 2_400;

export interface Tail {
  readonly messages: readonly Searchable[];
  /** False when there is more than was read: after an upgrade, until the indexer has been through everything. */
  readonly whole: boolean;
}

/** What has not been indexed yet, the newest: it is read as it is. */
export async function readTail(tx: Tx, scope: readonly Searched[]): Promise<Tail> {
  const behind = scope.filter(({ rev, indexedRev }) => rev > indexedRev);
  if (behind.length === 0) return { messages: [], whole: true };
  const ids = sql.param(behind.map(({ conversationId }) => conversationId));
  const revs = sql.param(behind.map(({ indexedRev }) => indexedRev));
  const newest = tx
    .select(searchableColumns)
    .from(messages)
    .where(and(eq(messages.conversationId, sql`searched.id`), gt(messages.rev, sql`searched.rev`)))
    .orderBy(desc(messages.rev))
    .limit(OF_EACH)
    .as('newest');
  const rows = await tx
    .select(newest._.selectedFields)
    .from(sql`unnest(${ids}::int[], ${revs}::int[]) as searched (id, rev)`)
    .innerJoinLateral(newest, sql`true`)
    .orderBy(desc(newest.messageId))
    .limit(IN_ALL);
  const reached = behind.every(({ rev, indexedRev }) => rev - indexedRev <= OF_EACH) && rows.length < IN_ALL;
  return { messages: await withFiles(tx, rows), whole: reached };
}
