import type { MediaView } from '#contract/media';
import { savedReplies } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { ownReply } from '../queries.ts';

/**
 * Copies what a saved reply carries, for a message that is being written: the reply keeps its own. Copies that are never
 * sent are swept like any upload.
 * @throws AppError `forbidden` for a client, `not_found`
 */
export async function copyAttachments(ctx: Ctx, replyId: number): Promise<MediaView[]> {
  requireRole(ctx, 'COACH', 'ADMIN');
  return transact(ctx, async (ctx) => {
    const [reply] = await ctx.open.tx
      .select({ savedReplyId: savedReplies.savedReplyId })
      .from(savedReplies)
      .where(ownReply(ctx, replyId));
    if (!reply) throw notFound('saved reply');
    return ctx.attachments.copy(ctx, reply);
  });
}
