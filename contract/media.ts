import * as z from 'zod/mini';
import { MEDIA_KINDS } from './enums.ts';

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
