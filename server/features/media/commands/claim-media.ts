import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { MediaView } from '#contract/media';
import { media } from '#server/db/schema/index';
import type { MediaHolder } from '#server/kernel/attachments';
import type { TxCtx } from '#server/kernel/context';
import { invalidInput } from '#server/kernel/errors';
import { presentMedia, unheld } from '../rows.ts';

/**
 * Gives uploads of the actor to what is being written in this transaction. Two who want the same one wait for each
 * other, and the second finds it held.
 * @throws AppError `invalid_input` on `mediaIds`
 */
export function claimMedia(
  ctx: TxCtx,
  holder: MediaHolder,
  mediaIds: readonly number[],
): Promise<MediaView[]> {
  return claimThose(ctx, holder, { mediaIds, mayBe: unheld });
}

/**
 * The same where more than what is free will do.
 * @param mayBe what holds it now, if anything
 * @throws AppError `invalid_input` on `mediaIds`
 */
export async function claimThose(
  ctx: TxCtx,
  holder: MediaHolder,
  { mediaIds, mayBe }: { mediaIds: readonly number[]; mayBe: SQL | undefined },
): Promise<MediaView[]> {
  const free = ctx.open.tx
    .select({ mediaId: media.mediaId })
    .from(media)
    .where(
      and(
        inArray(media.mediaId, [...mediaIds]),
        eq(media.ownerId, ctx.actor.userId),
        eq(media.purpose, 'attachment'),
        mayBe,
      ),
    )
    // In one order, or two who name the same ones differently would wait for each other for ever.
    .orderBy(media.mediaId)
    .for('update');
  const place = sql`array_position(${sql.param([...mediaIds])}::int[], ${media.mediaId}) - 1`;
  const rows = await ctx.open.tx
    .update(media)
    .set({ ...holder, position: place })
    .where(inArray(media.mediaId, free))
    .returning();
  if (rows.length !== mediaIds.length) {
    throw invalidInput('mediaIds', 'names something that is not yours to send, or was sent already');
  }
  return rows.toSorted((a, b) => a.position - b.position).map(presentMedia);
}
