import { join } from 'node:path';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { MediaDetails, MediaView } from '#contract/media';
import { media, mediaPieces, mediaUploads } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';
import { conflict } from '#server/kernel/errors';
import { createOnce } from '#server/kernel/create-once';
import { limitOf } from '../formats/sniff.ts';
import { keep } from '../keep.ts';
import { fullKey, presentMedia, type MediaRow } from '../rows.ts';
import { receive, type Received } from '../spool.ts';
import type { MediaCtx } from '../tools.ts';
import { inTurn } from '../turns.ts';
import { finished, letGoOfPieces, requireUpload, type UploadRow } from '../uploads.ts';

/**
 * Makes one thing of the pieces of an upload; asked again, it gives the same.
 * @throws AppError `not_found`, `conflict` while bytes are missing, and what `keep` throws
 */
export async function finishUpload(
  ctx: MediaCtx,
  { uploadId, details }: { uploadId: string; details: MediaDetails },
): Promise<{ made: MediaView; created: boolean }> {
  return createOnce(
    () => madeBefore(ctx, uploadId),
    () => make(ctx, uploadId, details),
  );
}

async function madeBefore(ctx: MediaCtx, uploadId: string): Promise<MediaView | undefined> {
  const { mediaId } = await requireUpload(ctx, uploadId);
  if (mediaId === null) return undefined;
  const [row] = await ctx.db.select().from(media).where(eq(media.mediaId, mediaId));
  return row && presentMedia(row);
}

async function make(ctx: MediaCtx, uploadId: string, details: MediaDetails): Promise<MediaView> {
  const upload = await requireUpload(ctx, uploadId);
  const { received, bytes, fileName, purpose, posterKey } = upload;
  if (received !== bytes) throw conflict(`Only ${received} of ${bytes} bytes are here.`);
  return inTurn(ctx, () =>
    ctx.media.spool.lend(async (folder) => {
      const file = await assemble(ctx, upload, join(folder, 'file'));
      const poster = posterKey === null ? undefined : await fetched(ctx, [posterKey], join(folder, 'poster'));
      const offer = { file, fileName, purpose, details, poster, uploadId };
      return presentMedia(await keep(ctx, offer, (open, row) => close(ctx, open, upload, row)));
    }),
  );
}

async function assemble(ctx: MediaCtx, { uploadId, bytes }: UploadRow, path: string): Promise<Received> {
  const pieces = await ctx.db
    .select({ blobKey: mediaPieces.blobKey })
    .from(mediaPieces)
    .where(eq(mediaPieces.uploadId, uploadId))
    .orderBy(asc(mediaPieces.start));
  const file = await fetched(
    ctx,
    pieces.map(({ blobKey }) => blobKey),
    path,
  );
  // Somebody else finished it, and its pieces went.
  if (file.bytes !== bytes) throw finished();
  return file;
}

/** The bytes of several blobs, one after the other. */
function fetched(ctx: MediaCtx, blobKeys: readonly string[], path: string): Promise<Received> {
  return receive(read(ctx, blobKeys), path, limitOf);
}

async function* read({ media }: MediaCtx, blobKeys: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const blobKey of blobKeys) {
    const piece = await media.storage.open(fullKey(blobKey));
    if (piece) yield* piece as AsyncIterable<Uint8Array>;
  }
}

/** In the transaction of the thing it became. Of two who finish at once one comes second here, and makes nothing. */
async function close(
  ctx: MediaCtx,
  { tx }: OpenTransaction,
  upload: UploadRow,
  row: MediaRow,
): Promise<void> {
  const { uploadId } = upload;
  const [closed] = await tx
    .update(mediaUploads)
    .set({ mediaId: row.mediaId })
    .where(and(eq(mediaUploads.uploadId, uploadId), isNull(mediaUploads.mediaId)))
    .returning();
  if (!closed) throw finished();
  await letGoOfPieces(tx, [uploadId], ctx.clock.now());
}
