import { savedReplies } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { ownReply } from '../queries.ts';

/**
 * Deletes a saved reply for good. What it carried is free like an upload that was never sent: one who thinks better of it
 * can save that again.
 * @throws AppError `forbidden` for a client, `not_found`
 */
export async function deleteReply(ctx: Ctx, replyId: number): Promise<void> {
  requireRole(ctx, 'COACH', 'ADMIN');
  await transact(ctx, async (ctx) => {
    const [own] = await ctx.open.tx
      .select({ savedReplyId: savedReplies.savedReplyId })
      .from(savedReplies)
      .where(ownReply(ctx, replyId))
      .for('update');
    if (!own) throw notFound('saved reply');
    await ctx.attachments.setFree(ctx.open, own, ctx.clock.now());
    await ctx.open.tx.delete(savedReplies).where(ownReply(ctx, replyId));
  });
}
