import * as z from 'zod/mini';
import { MEDIA_KINDS, MEDIA_PURPOSES } from './enums.ts';
import { storableText } from './primitives.ts';

/** Attachments of one message at most. */
export const MAX_ATTACHMENTS = 10;

/** Largest upload of each kind, in bytes. */
export const MAX_MEDIA_BYTES = {
  image: 25_000_000,
  video: 200_000_000,
  audio: 20_000_000,
  file: 50_000_000,
} as const;

/** Columns of a voice note's waveform at most. */
export const MAX_WAVEFORM = 96;

/** Bytes of one piece of an upload at most. Smaller ones fit a slow network better: a request may take a minute. */
export const MAX_PIECE_BYTES = 8_000_000;

/** Bytes at least of every piece but the last: each is a file in the store, and takes a block of the disk however small. */
export const MIN_PIECE_BYTES = 65_536;

/** Bytes of the small picture of a video; it is shown small. */
export const MAX_POSTER_BYTES = 2_000_000;

/** Longest sound or video, a day. */
const MAX_DURATION_MS = 86_400_000;

/**
 * Something that was uploaded. Its bytes are at `/api/media/ID` (as it is shown or kept) and `/api/media/ID/thumb` (a
 * small picture of an image, or of a video where `poster` is true).
 */
export const mediaView = z.object({
  id: z.int(),
  kind: z.enum(MEDIA_KINDS),
  contentType: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  /** In pixels, as it is shown; null where that is not known. */
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
  /** Of sound and video. */
  durationMs: z.nullable(z.int()),
  /** A few pixels of it as a `data:` URL, to be shown blurred until the rest is there. */
  preview: z.nullable(z.string()),
  /** Of a voice note: how loud it is over time, 0 to 100 a column; null for other sound. */
  waveform: z.nullable(z.array(z.int())),
  /** Whether a video has a `thumb`. Images always have one. */
  poster: z.boolean(),
});
export type MediaView = z.infer<typeof mediaView>;

const purpose = z.enum(MEDIA_PURPOSES);

/** Of sound and video, where it does not say itself how long it is. */
const durationMs = z.optional(z.int().check(z.gte(0), z.lte(MAX_DURATION_MS)));
const waveform = z.optional(z.array(z.int().check(z.gte(0), z.lte(100))).check(z.maxLength(MAX_WAVEFORM)));

/** What is known of an upload besides its bytes. */
export const mediaDetails = z.strictObject({ durationMs, waveform });
export type MediaDetails = z.infer<typeof mediaDetails>;

/** The fields that travel beside `file` in a form, where everything is text. */
export const mediaFields = z.strictObject({
  purpose,
  durationMs: z.optional(
    z.pipe(
      z.pipe(z.string().check(z.regex(/^\d{1,8}$/)), z.transform(Number)),
      z.int().check(z.lte(MAX_DURATION_MS)),
    ),
  ),
  waveform: z.optional(z.pipe(z.pipe(z.string(), z.transform(parsedJson)), waveform)),
});
export type MediaFields = z.infer<typeof mediaFields>;

export const startUploadInput = z.strictObject({
  fileName: storableText.check(z.maxLength(1_000)),
  bytes: z.int().check(z.positive(), z.lte(Number.MAX_SAFE_INTEGER)),
  purpose,
});
export type StartUploadInput = z.infer<typeof startUploadInput>;

/** An upload in pieces: the next one begins at `received`. */
export const uploadView = z.object({ id: z.string(), received: z.int(), bytes: z.int() });
export type UploadView = z.infer<typeof uploadView>;

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
