import type { ChangeSavedReplyInput, SavedReplyView } from '#contract/saved-replies';
import { savedReplies } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { presentReply } from '../present.ts';
import { ownReply } from '../queries.ts';
import { withOwnTitle } from '../titles.ts';

/**
 * Changes a saved reply; what was sent with it stays as it is.
 * @throws AppError `forbidden` for a client, `not_found`, `conflict` for a title of another one
 */
export async function changeReply(
  ctx: Ctx,
  replyId: number,
  { title, text }: ChangeSavedReplyInput,
): Promise<SavedReplyView> {
  requireRole(ctx, 'COACH', 'ADMIN');
  return withOwnTitle(() =>
    transact(ctx, async (ctx) => {
      const [row] = await ctx.open.tx
        .update(savedReplies)
        .set({ ...(title !== undefined && { title }), ...(text !== undefined && { content: text }) })
        .where(ownReply(ctx, replyId))
        .returning();
      if (!row) throw notFound('saved reply');
      return presentReply(row);
    }),
  );
}
