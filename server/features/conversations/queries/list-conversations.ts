import { and, desc, eq, ilike, inArray, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { id } from '#contract/primitives';
import type { ConversationView, ListConversationsQuery } from '#contract/conversations';
import { conversations } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { containing } from '#server/kernel/like';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import { executor } from '#server/kernel/context';
import { conversationsIn } from '../access.ts';
import {
  activity,
  client,
  coach,
  conversationsOf,
  presentConversation,
  selectConversations,
} from './conversation-rows.ts';

/** Where a page goes on: the last row's activity, and its id for rows of the same instant. */
const position = z.tuple([z.iso.datetime(), id]);

/** A page of the actor's threads, newest activity first; `q` looks for the other person's name. */
export async function listConversations(
  ctx: Ctx,
  query: ListConversationsQuery,
): Promise<Page<ConversationView>> {
  const { userId } = ctx.actor;
  const rows = await selectConversations(executor(ctx))
    .where(inArray(conversations.conversationId, idsOfPage(ctx, query)))
    .orderBy(desc(activity), desc(conversations.conversationId));
  const page = pageOf(rows, query.limit, ({ conversation }) => [
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
  const ids = executor(ctx).select({ id: conversations.conversationId }).from(conversations).$dynamic();
  if (q) ids.innerJoin(other, eq(other.userId, otherId));
  return ids
    .where(
      and(
        conversationsIn(ctx.actor),
        q ? ilike(other.displayName, containing(q)) : undefined,
        after &&
          sql`(${activity}, ${conversations.conversationId}) < (${after[0]}::timestamptz, ${after[1]}::int)`,
      ),
    )
    .orderBy(desc(activity), desc(conversations.conversationId))
    .limit(limit + 1);
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
