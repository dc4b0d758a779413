import { and, desc, eq, ilike, sql } from 'drizzle-orm';
import type { ConversationView, ListConversationsQuery } from '#contract/conversations';
import { conversations } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { decodeCursor, encodeCursor } from '#server/kernel/cursor';
import { executor } from '#server/kernel/context';
import {
  client,
  coach,
  conversationsOf,
  presentConversation,
  selectConversations,
} from './conversation-rows.ts';

const activity = sql<Date>`coalesce(${conversations.lastMessageAt}, ${conversations.createdAt})`;

/** A page of the actor's threads, newest activity first; `q` looks for the other person's name. */
export async function listConversations(
  ctx: Ctx,
  query: ListConversationsQuery,
): Promise<{ items: ConversationView[]; nextCursor: string | null }> {
  const { userId, role } = ctx.actor;
  const isClient = role === 'CLIENT';
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const rows = await selectConversations(executor(ctx))
    .where(
      and(
        eq(isClient ? conversations.clientId : conversations.coachId, userId),
        query.q ? ilike((isClient ? coach : client).displayName, `%${escapeLike(query.q)}%`) : undefined,
        after &&
          sql`(${activity}, ${conversations.conversationId}) < (${after.at}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(activity), desc(conversations.conversationId))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1)?.conversation : undefined;
  return {
    items: page.map((row) => presentConversation(row, userId, ctx.presence)),
    nextCursor: last
      ? encodeCursor({ at: (last.lastMessageAt ?? last.createdAt).toISOString(), id: last.conversationId })
      : null,
  };
}

/**
 * One thread of the actor.
 * @throws AppError `not_found`
 */
export async function getConversation(ctx: Ctx, conversationId: number): Promise<ConversationView> {
  const [row] = await conversationsOf(executor(ctx), ctx.actor.userId, [conversationId]);
  if (!row) throw notFound('conversation');
  return presentConversation(row, ctx.actor.userId, ctx.presence);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
