import type { ChangeSavedReplyInput, SavedReplyView } from '#contract/saved-replies';
import { savedReplies } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { invalidInput, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { presentReply } from '../present.ts';
import { ownReply } from '../queries.ts';
import { withOwnTitle } from '../titles.ts';

/**
 * Changes a saved reply; what was sent with it stays as it is.
 * @throws AppError `forbidden` for a client, `not_found`, `conflict` for a title of another one, `invalid_input` when
 * it would say and carry nothing or names media that are not the actor's
 */
export async function changeReply(
  ctx: Ctx,
  replyId: number,
  { title, text, mediaIds }: ChangeSavedReplyInput,
): Promise<SavedReplyView> {
  requireRole(ctx, 'COACH', 'ADMIN');
  return withOwnTitle(() =>
    transact(ctx, async (ctx) => {
      const [row] = await ctx.open.tx
        .update(savedReplies)
        .set({
          ...(title !== undefined && { title }),
          ...(text !== undefined && { content: text }),
          // Also where only what it carries changes: the row is locked while that does.
          updatedAt: ctx.clock.now(),
        })
        .where(ownReply(ctx, replyId))
        .returning();
      if (!row) throw notFound('saved reply');
      const attachments = await ctx.attachments.replace(ctx, { savedReplyId: replyId }, mediaIds);
      if (row.content === '' && attachments.length === 0) throw invalidInput('text', 'must not be empty');
      return presentReply(row, attachments);
    }),
  );
}
