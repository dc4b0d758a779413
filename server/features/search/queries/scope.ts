import { and, eq, sql } from 'drizzle-orm';
import { conversations, searchProgress } from '#server/db/schema/index';
import { conversationsIn } from '#server/features/conversations/index';
import type { Ctx } from '#server/kernel/context';
import type { Tx } from '#server/platform/postgres';

/** A conversation to search in, and how much of it can be found by its words. */
export interface Searched {
  readonly conversationId: number;
  readonly rev: number;
  readonly indexedRev: number;
}

/** Every conversation the actor has now, or the one of them. */
export function scopeOf(tx: Tx, { actor }: Ctx, conversationId: number | undefined): Promise<Searched[]> {
  return tx
    .select({
      conversationId: conversations.conversationId,
      rev: conversations.rev,
      indexedRev: sql<number>`coalesce(${searchProgress.indexedRev}, 0)`,
    })
    .from(conversations)
    .leftJoin(searchProgress, eq(searchProgress.conversationId, conversations.conversationId))
    .where(
      and(
        conversationsIn(actor),
        conversationId === undefined ? undefined : eq(conversations.conversationId, conversationId),
      ),
    );
}
