import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { and, eq, isNull } from 'drizzle-orm';
import { MAX_POSTER_BYTES } from '#contract/media';
import { blobRemovals, mediaUploads } from '#server/db/schema/index';
import { AppError } from '#server/kernel/errors';
import { discard, storeBlob } from '../blobs.ts';
import { sniff } from '../formats/sniff.ts';
import { requireRoom } from '../quota.ts';
import { unsupported } from '../refusals.ts';
import { receive } from '../spool.ts';
import type { MediaCtx } from '../tools.ts';
import { inTurn } from '../turns.ts';
import { finished, requireOpenUpload, type UploadRow } from '../uploads.ts';

/**
 * Takes in the small picture of a video that comes in pieces. A second one replaces the first, whose bytes go at once.
 * @throws AppError `not_found`, `conflict` once the upload is finished, `too_large`, `unsupported_media`, `rate_limited`
 */
export async function receivePoster(
  ctx: MediaCtx,
  { uploadId, chunks }: { uploadId: string; chunks: AsyncIterable<Uint8Array> },
): Promise<void> {
  const upload = await requireOpenUpload(ctx, uploadId);
  const detail = `A poster may have at most ${MAX_POSTER_BYTES / 1_000_000} MB.`;
  const limit = { bytes: MAX_POSTER_BYTES, error: () => new AppError('too_large', detail) };
  await inTurn(ctx, () =>
    ctx.media.spool.lend(async (folder) => {
      const { path, bytes, head } = await receive(chunks, join(folder, 'poster'), () => limit);
      if (bytes === 0 || sniff(head).is !== 'image') {
        throw unsupported('The poster of a video has to be a picture.');
      }
      const before = await hang(ctx, upload, { bytes, read: () => createReadStream(path) });
      if (before !== null) await discard(ctx, before);
    }),
  );
}

/** Gives the key of the poster that hung there before. */
function hang(
  ctx: MediaCtx,
  { uploadId, bytes }: UploadRow,
  full: Parameters<typeof storeBlob>[1]['full'],
): Promise<string | null> {
  return storeBlob(ctx, { full }, async ({ tx }, posterKey) => {
    // Before the row is locked, as where an upload is finished: those two would wait for each other.
    await requireRoom(ctx, tx, bytes + MAX_POSTER_BYTES, uploadId);
    const [before] = await tx
      .select({ posterKey: mediaUploads.posterKey })
      .from(mediaUploads)
      .where(and(eq(mediaUploads.uploadId, uploadId), isNull(mediaUploads.mediaId)))
      .for('update');
    if (!before) throw finished();
    await tx.update(mediaUploads).set({ posterKey }).where(eq(mediaUploads.uploadId, uploadId));
    if (before.posterKey !== null) {
      await tx.insert(blobRemovals).values({ blobKey: before.posterKey, dueAt: ctx.clock.now() });
    }
    return before.posterKey;
  });
}
