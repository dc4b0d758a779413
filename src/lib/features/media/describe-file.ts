import type { MediaKind } from '#contract/enums';
import type { FileFacts } from '../../media/file.ts';
import { formatBytes } from './format-media.ts';
import { kindOf, LIMITS } from './media-kinds.ts';
import { lookAtPicture, lookAtSound, lookAtVideo } from './probe.ts';
import type { Seen } from './probe.ts';

const NAMES: Record<MediaKind, string> = {
  image: 'A photo',
  video: 'A video',
  audio: 'A sound file',
  file: 'A file',
};

/** Why a file cannot be sent, in words; undefined when it can, as far as this device can tell. */
export function refusalOf(file: File): string | undefined {
  const kind = kindOf(file);
  if (/^image\/hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name))
    return 'HEIC photos cannot be shown everywhere. Export it as JPEG; on an iPhone, choose Settings, Camera, Formats, “Most Compatible”.';
  if (file.size === 0) return 'This file is empty.';
  if (file.size <= LIMITS[kind]) return undefined;
  return `Too large (${formatBytes(file.size)}). ${NAMES[kind]} may have up to ${formatBytes(LIMITS[kind])}.`;
}

/** What can be told about a file without the server, and a still of a video. What is not known is null. */
export async function describe(file: File): Promise<{ facts: FileFacts; poster: Blob | undefined }> {
  const kind = kindOf(file);
  const { poster, width = null, height = null, durationMs = null } = await lookAt(kind, file);
  const contentType = file.type || 'application/octet-stream';
  const fileName = file.name || 'file';
  const sizes = { bytes: file.size, width, height, durationMs };
  const facts = { kind, contentType, fileName, ...sizes, waveform: null, poster: poster !== undefined };
  return { facts, poster };
}

async function lookAt(kind: MediaKind, file: File): Promise<Seen> {
  if (kind === 'image') return lookAtPicture(file);
  if (kind === 'video') return lookAtVideo(file);
  return kind === 'audio' ? lookAtSound(file) : {};
}
