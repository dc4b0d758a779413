import type { MediaPurpose } from '#contract/enums';
import type { MediaDetails } from '#contract/media';
import { media } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';
import { invalidInput } from '#server/kernel/errors';
import { storeBlob } from './blobs.ts';
import { cleanFileName } from './file-names.ts';
import { sniff } from './formats/sniff.ts';
import { bufferBody, prepare, type Prepared } from './prepare.ts';
import { requireRoom } from './quota.ts';
import type { Received } from './spool.ts';
import { unsupported } from './refusals.ts';
import type { MediaRow } from './rows.ts';
import type { MediaCtx } from './tools.ts';

/** Everything somebody sent to be kept. */
export interface Offer {
  readonly file: Received;
  readonly fileName: string;
  readonly purpose: MediaPurpose;
  readonly details: MediaDetails;
  /** A small picture of a video. */
  readonly poster?: Received | undefined;
  /** The upload in pieces it was, if it was one. */
  readonly uploadId?: string;
}

/**
 * Makes what was sent safe, stores it and gives its row.
 * @param alsoIn the transaction of that row
 * @throws AppError `unsupported_media`, `too_large`, `invalid_input`, `rate_limited` or `unavailable`; then nothing is kept
 */
export async function keep(
  ctx: MediaCtx,
  offer: Offer,
  alsoIn?: (open: OpenTransaction, row: MediaRow) => Promise<void>,
): Promise<MediaRow> {
  if (offer.file.bytes === 0) throw invalidInput('file', 'is empty');
  const fileName = cleanFileName(offer.fileName);
  const ownerId = ctx.actor.userId;
  const made = await prepare(ctx.media.pictures, offer.file, { ...offer, fileName, ownerId });
  requireFitting(made, offer);
  const withPoster = { ...made, ...(await pictureOf(ctx, offer.poster)) };
  return storeBlob(ctx, withPoster, async (open, blobKey) => {
    const row = {
      ...rowOf(withPoster, offer),
      blobKey,
      ownerId,
      createdAt: ctx.clock.now(),
    };
    await requireRoom(ctx, open.tx, row.bytes, offer.uploadId);
    const [kept] = await open.tx.insert(media).values(row).returning();
    if (!kept) throw new Error('An insert returned no row');
    await alsoIn?.(open, kept);
    return kept;
  });
}

/** What only some kinds have may not be said of others. */
function requireFitting({ kind }: Prepared, { details, poster }: Offer): void {
  const moves = kind === 'audio' || kind === 'video';
  if (poster && kind !== 'video') throw invalidInput('poster', 'is for a video alone');
  if (details.waveform && kind !== 'audio') throw invalidInput('waveform', 'is for sound alone');
  if (details.durationMs !== undefined && !moves) throw invalidInput('durationMs', 'is for sound and video');
}

/** A poster is a picture like any other: drawn anew, and only its small form is kept. */
async function pictureOf(ctx: MediaCtx, poster: Received | undefined) {
  if (!poster) return {};
  const sniffed = sniff(poster.head);
  if (sniffed.is !== 'image') throw unsupported('The poster of a video has to be a picture.');
  const { thumb, preview } = await ctx.media.pictures.develop(poster.path, sniffed.format, ctx.actor.userId);
  return { thumb: bufferBody(thumb), preview };
}

function rowOf(made: Prepared, { purpose, details }: Offer) {
  const { kind, contentType, fileName, width, height, preview } = made;
  return {
    ...{ purpose, kind, contentType, fileName, width, height, preview },
    bytes: made.full.bytes,
    // What it says of itself counts, where it says it.
    durationMs: made.durationMs ?? details.durationMs ?? null,
    waveform: details.waveform ?? null,
    hasThumb: made.thumb !== undefined,
  };
}
