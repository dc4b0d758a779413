import { and, asc, eq } from 'drizzle-orm';
import type { MediaView } from '#contract/media';
import { media } from '#server/db/schema/index';
import type { MediaHolder } from '#server/kernel/attachments';
import type { TxCtx } from '#server/kernel/context';
import { heldBy, presentMedia } from '../rows.ts';

/**
 * Copies of what a thing of the actor holds, in its order, held by nothing yet: the bytes are shared. Nothing is copied of
 * what somebody else uploaded.
 */
export async function copyMedia(ctx: TxCtx, from: MediaHolder): Promise<MediaView[]> {
  const rows = await ctx.open.tx
    .select()
    .from(media)
    .where(and(heldBy(from), eq(media.ownerId, ctx.actor.userId)))
    .orderBy(asc(media.position))
    // Whoever lets go of the originals meanwhile waits, and then sees the copies.
    .for('update');
  if (rows.length === 0) return [];
  const free = { messageId: null, savedReplyId: null, scheduledMessageId: null };
  const copies = rows.map(({ mediaId: _, ...row }) => ({ ...row, ...free, createdAt: ctx.clock.now() }));
  const made = await ctx.open.tx.insert(media).values(copies).returning();
  return made.toSorted((a, b) => a.position - b.position).map(presentMedia);
}
