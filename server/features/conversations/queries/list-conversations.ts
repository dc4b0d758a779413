import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod/mini';
import { id, instantInCursor } from '#contract/primitives';
import type { ConversationView, ListConversationsQuery } from '#contract/conversations';
import { conversationMembers, conversations } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { contains } from '#server/kernel/like';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import { executor } from '#server/kernel/context';
import { conversationsIn } from '../access.ts';
import {
  activity,
  client,
  coach,
  conversationsOf,
  ownSideOf,
  presentConversation,
  selectConversations,
} from './conversation-rows.ts';

/** Where a page goes on: whether the last row is pinned, its activity, and its id for rows of the same instant. */
const position = z.tuple([z.union([z.literal(0), z.literal(1)]), instantInCursor, id]);

/** A page of the actor's threads, pinned ones first, then newest activity; `q` looks for the other person's name. */
export async function listConversations(
  ctx: Ctx,
  query: ListConversationsQuery,
): Promise<Page<ConversationView>> {
  const { userId } = ctx.actor;
  const rows = await selectConversations(executor(ctx))
    .where(inArray(conversations.conversationId, idsOfPage(ctx, query)))
    .orderBy(desc(pinnedBy(userId)), desc(activity), desc(conversations.conversationId));
  const page = pageOf(rows, query.limit, ({ conversation, ...row }) => [
    ownSideOf({ conversation, ...row }, userId).pinnedAt === null ? 0 : 1,
    (conversation.lastMessageAt ?? conversation.createdAt).toISOString(),
    conversation.conversationId,
  ]);
  return { ...page, items: page.items.map((row) => presentConversation(row, userId, ctx.presence)) };
}

/** Which conversations the page shows, found before anything else of them is read: the inbox may be long. */
function idsOfPage(ctx: Ctx, { q, cursor, limit }: ListConversationsQuery) {
  const other = ctx.actor.role === 'CLIENT' ? coach : client;
  const otherId = ctx.actor.role === 'CLIENT' ? conversations.coachId : conversations.clientId;
  const after = positionOf(cursor, position);
  const pinned = pinnedBy(ctx.actor.userId);
  const ids = executor(ctx).select({ id: conversations.conversationId }).from(conversations).$dynamic();
  if (q) ids.innerJoin(other, eq(other.userId, otherId));
  return ids
    .where(
      and(
        conversationsIn(ctx.actor),
        q ? contains(other.displayName, q) : undefined,
        after &&
          sql`(${pinned}, ${activity}, ${conversations.conversationId})
            < (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::int)`,
      ),
    )
    .orderBy(desc(pinned), desc(activity), desc(conversations.conversationId))
    .limit(limit + 1);
}

/** 1 where the person has pinned the conversation, else 0. */
function pinnedBy(userId: number): SQL {
  return sql`(select (own.pinned_at is not null)::int from ${conversationMembers} own
    where own.conversation_id = ${conversations.conversationId} and own.user_id = ${userId})`;
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
