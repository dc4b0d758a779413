import { savedReplies } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { ownReply } from '../queries.ts';

/**
 * Deletes a saved reply for good.
 * @throws AppError `forbidden` for a client, `not_found`
 */
export async function deleteReply(ctx: Ctx, replyId: number): Promise<void> {
  requireRole(ctx, 'COACH', 'ADMIN');
  await transact(ctx, async (ctx) => {
    const [gone] = await ctx.open.tx
      .delete(savedReplies)
      .where(ownReply(ctx, replyId))
      .returning({ replyId: savedReplies.savedReplyId });
    if (!gone) throw notFound('saved reply');
  });
}
