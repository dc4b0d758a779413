import { and, asc, eq, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { id, storableText } from '#contract/primitives';
import type { ListSavedRepliesQuery, SavedReplyView } from '#contract/saved-replies';
import { savedReplies } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import { presentReply } from './present.ts';

const position = z.tuple([storableText, id]);
const sortTitle = sql<string>`lower(${savedReplies.title})`;

/**
 * The actor's own saved replies by title.
 * @throws AppError `forbidden` for a client, `invalid_input` for a foreign cursor
 */
export async function listReplies(
  ctx: Ctx,
  { cursor, limit }: ListSavedRepliesQuery,
): Promise<Page<SavedReplyView>> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const after = positionOf(cursor, position);
  const rows = await executor(ctx)
    .select({ reply: savedReplies, sortTitle })
    .from(savedReplies)
    .where(
      and(
        eq(savedReplies.coachId, ctx.actor.userId),
        after &&
          sql`(${sortTitle}, ${savedReplies.savedReplyId}) > (${after[0]}::text, ${after[1]}::integer)`,
      ),
    )
    .orderBy(asc(sortTitle), asc(savedReplies.savedReplyId))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.sortTitle, row.reply.savedReplyId]);
  const ids = page.items.map(({ reply }) => reply.savedReplyId);
  const carried = await ctx.attachments.of(executor(ctx), 'savedReplyId', ids);
  const items = page.items.map(({ reply }) => presentReply(reply, carried.get(reply.savedReplyId) ?? []));
  return { ...page, items };
}

/** That saved reply, if it is the actor's. */
export function ownReply(ctx: Ctx, replyId: number) {
  return and(eq(savedReplies.savedReplyId, replyId), eq(savedReplies.coachId, ctx.actor.userId));
}
