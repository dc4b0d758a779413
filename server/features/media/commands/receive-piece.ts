import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { and, eq, isNull } from 'drizzle-orm';
import { MAX_PIECE_BYTES, MIN_PIECE_BYTES, type UploadView } from '#contract/media';
import { mediaPieces, mediaUploads } from '#server/db/schema/index';
import { AppError, conflict, invalidInput } from '#server/kernel/errors';
import { storeBlob } from '../blobs.ts';
import { limitOf } from '../formats/sniff.ts';
import { receive, type Limit, type Received } from '../spool.ts';
import type { MediaCtx } from '../tools.ts';
import { inTurn } from '../turns.ts';
import { presentUpload, requireOpenUpload, type UploadRow } from '../uploads.ts';

export interface Piece {
  readonly uploadId: string;
  /** The byte of the whole it begins at. */
  readonly offset: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Takes in the next piece of an upload, all of it or nothing. Of two that come at once one wins.
 * @throws AppError `not_found`, `conflict` for a piece that is not the next one, `too_large`, `unsupported_media`,
 * `invalid_input` for one that is too small
 */
export async function receivePiece(ctx: MediaCtx, piece: Piece): Promise<UploadView> {
  const upload = await requireOpenUpload(ctx, piece.uploadId);
  requireNext(upload, piece.offset);
  return inTurn(ctx, () =>
    ctx.media.spool.lend(async (folder) => {
      const received = await receive(piece.chunks, join(folder, 'piece'), pieceLimit(upload));
      if (received.bytes === 0) throw invalidInput('', 'is empty');
      if (piece.offset === 0) requireTakable(upload, received);
      requireWorthwhile(upload, received);
      return presentUpload(await append(ctx, upload, received));
    }),
  );
}

async function append(ctx: MediaCtx, { uploadId, received: start }: UploadRow, { path, bytes }: Received) {
  const full = { bytes, read: () => createReadStream(path) };
  return storeBlob(ctx, { full }, async ({ tx }, blobKey) => {
    const [moved] = await tx
      .update(mediaUploads)
      .set({ received: start + bytes })
      .where(
        and(
          eq(mediaUploads.uploadId, uploadId),
          eq(mediaUploads.received, start),
          isNull(mediaUploads.mediaId),
        ),
      )
      .returning();
    if (!moved) throw conflict('Another piece came first. Ask how much is here, and go on from there.');
    await tx.insert(mediaPieces).values({ uploadId, start, bytes, blobKey });
    return moved;
  });
}

function requireNext({ received }: UploadRow, offset: number): void {
  if (offset === received) return;
  throw conflict(`The next piece begins at ${received}, not at ${offset}.`);
}

function pieceLimit({ bytes, received }: UploadRow): () => Limit {
  const left = bytes - received;
  const detail =
    left < MAX_PIECE_BYTES
      ? `This upload has only ${left} bytes to come.`
      : `A piece may have at most ${MAX_PIECE_BYTES / 1_000_000} MB.`;
  return () => ({
    bytes: Math.min(left, MAX_PIECE_BYTES),
    error: () => new AppError('too_large', detail),
  });
}

function requireWorthwhile(upload: UploadRow, { bytes }: Received): void {
  if (bytes >= MIN_PIECE_BYTES || upload.received + bytes === upload.bytes) return;
  throw invalidInput('', `must have at least ${MIN_PIECE_BYTES / 1_024} KB unless it is the last piece`);
}

/** What begins like something that is not taken, or not so large, need not come as a whole to be refused. */
function requireTakable(upload: UploadRow, { head }: Received): void {
  const limit = limitOf(head);
  if (upload.bytes > limit.bytes) throw limit.error();
}
