import { and, notInArray, or } from 'drizzle-orm';
import type { MediaView } from '#contract/media';
import { media } from '#server/db/schema/index';
import type { MediaHolder } from '#server/kernel/attachments';
import type { TxCtx } from '#server/kernel/context';
import { heldBy, unheld } from '../rows.ts';
import { claimThose } from './claim-media.ts';
import { removeUnused } from './release-media.ts';

/**
 * Makes a thing whose row this transaction has locked hold these and no others, in the order named; what it held beyond
 * them goes.
 * @throws AppError `invalid_input` on `mediaIds` for what is neither free and the actor's, nor held by it already
 */
export async function replaceMedia(
  ctx: TxCtx,
  holder: MediaHolder,
  mediaIds: readonly number[],
): Promise<MediaView[]> {
  const { tx } = ctx.open;
  const others = mediaIds.length === 0 ? undefined : notInArray(media.mediaId, [...mediaIds]);
  const gone = await tx
    .delete(media)
    .where(and(heldBy(holder), others))
    .returning({ blobKey: media.blobKey });
  await removeUnused(
    tx,
    gone.map(({ blobKey }) => blobKey),
    ctx.clock.now(),
  );
  return claimThose(ctx, holder, { mediaIds, mayBe: or(unheld, heldBy(holder)) });
}
