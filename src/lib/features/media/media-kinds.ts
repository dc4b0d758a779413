import type { MediaKind } from '#contract/enums';

/** The contract's MAX_MEDIA_BYTES and MAX_ATTACHMENTS, without its parsers; a test holds them equal. */
export const LIMITS: Readonly<Record<MediaKind, number>> = {
  image: 25_000_000,
  video: 200_000_000,
  audio: 20_000_000,
  file: 50_000_000,
};
export const MAX_FILES = 10;

const SHOWN = /^(?:image\/(?:jpeg|png|webp|gif|avif)|(?:video)\/(?:mp4|webm|quicktime)|audio\/.+)$/;

/** How a file will be shown, by what it says of itself. The server looks at its content. */
export function kindOf({ type }: Blob): MediaKind {
  if (!SHOWN.test(type)) return 'file';
  if (type.startsWith('image/')) return 'image';
  return type.startsWith('video/') ? 'video' : 'audio';
}
