import { and, asc, notInArray, or } from 'drizzle-orm';
import type { MediaView } from '#contract/media';
import { media } from '#server/db/schema/index';
import type { MediaHolder } from '#server/kernel/attachments';
import type { TxCtx } from '#server/kernel/context';
import { heldBy, presentMedia, unheld } from '../rows.ts';
import { claimThose } from './claim-media.ts';
import { removeUnused } from './release-media.ts';

/**
 * Makes a thing whose row this transaction has locked hold these and no others, in the order named; what it held beyond
 * them goes. Without a list it holds what it did.
 * @throws AppError `invalid_input` on `mediaIds` for what is neither free and the actor's, nor held by it already
 */
export async function replaceMedia(
  ctx: TxCtx,
  holder: MediaHolder,
  mediaIds: readonly number[] | undefined,
): Promise<MediaView[]> {
  const { tx } = ctx.open;
  if (!mediaIds) {
    const held = await tx.select().from(media).where(heldBy(holder)).orderBy(asc(media.position));
    return held.map(presentMedia);
  }
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
