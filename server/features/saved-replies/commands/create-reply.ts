import { count, eq } from 'drizzle-orm';
import { MAX_SAVED_REPLIES } from '#contract/saved-replies';
import type { SavedReplyInput, SavedReplyView } from '#contract/saved-replies';
import { savedReplies, users } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { presentReply } from '../present.ts';
import { withOwnTitle } from '../titles.ts';

/**
 * Saves a reply of the coach's own.
 * @throws AppError `forbidden` for a client, `conflict` for a title they have already, or one reply too many,
 * `invalid_input` for media that are not theirs
 */
export async function createReply(ctx: Ctx, input: SavedReplyInput): Promise<SavedReplyView> {
  const { title, text, mediaIds = [] } = input;
  requireRole(ctx, 'COACH', 'ADMIN');
  return withOwnTitle(() =>
    transact(ctx, async (ctx) => {
      await requireRoom(ctx);
      const [row] = await ctx.open.tx
        .insert(savedReplies)
        .values({ coachId: ctx.actor.userId, title, content: text })
        .returning();
      if (!row) throw new Error('An insert returned no row');
      const attachments = await ctx.attachments.claim(ctx, { savedReplyId: row.savedReplyId }, mediaIds);
      return presentReply(row, attachments);
    }),
  );
}

async function requireRoom(ctx: TxCtx): Promise<void> {
  const { userId } = ctx.actor;
  // One at a time for each coach, so that two at once do not both find the last place.
  await ctx.open.tx
    .select({ userId: users.userId })
    .from(users)
    .where(eq(users.userId, userId))
    .for('no key update');
  const [own] = await ctx.open.tx
    .select({ count: count() })
    .from(savedReplies)
    .where(eq(savedReplies.coachId, userId));
  if ((own?.count ?? 0) >= MAX_SAVED_REPLIES) {
    throw conflict(
      `You have ${MAX_SAVED_REPLIES} saved replies, which is as many as there can be. Delete one first.`,
    );
  }
}
