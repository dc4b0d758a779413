import type { MediaKind } from '#contract/enums';
import { MAX_MEDIA_BYTES } from '#contract/media';
import { AppError } from '#server/kernel/errors';

const PLURALS: Record<MediaKind, string> = {
  image: 'Pictures',
  video: 'Videos',
  audio: 'Sounds',
  file: 'Files',
};

/** More bytes than something of that kind may have. */
export function tooLarge(kind: MediaKind): AppError {
  return new AppError(
    'too_large',
    `${PLURALS[kind]} may have at most ${MAX_MEDIA_BYTES[kind] / 1_000_000} MB.`,
  );
}

/** What it is, or the state it is in, is nothing we take. */
export function unsupported(detail: string, cause?: unknown): AppError {
  return new AppError('unsupported_media', detail, { cause });
}

/** The bytes begin like something we take, and do not go on like it. */
export function damaged(what: string, cause?: unknown): AppError {
  return unsupported(`This ${what} is damaged or incomplete: it cannot be read.`, cause);
}
