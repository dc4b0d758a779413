import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { MediaKind, MediaPurpose } from '#contract/enums';
import { MAX_MEDIA_BYTES } from '#contract/media';
import { unreachable } from '#server/kernel/errors';
import { withEnding } from './file-names.ts';
import { cleanIso, type FilmFacts } from './formats/iso.ts';
import { soundOf } from './formats/mp3.ts';
import type { Picture, Pictures } from './formats/pictures.ts';
import { refuseProgramName, sniff, type ImageFormat, type Sniffed } from './formats/sniff.ts';
import { cleanWav } from './formats/wav.ts';
import { cleanWebm } from './formats/webm.ts';
import { tooLarge, unsupported } from './refusals.ts';
import type { Received } from './spool.ts';

/** Bytes on their way into the store. */
export interface Body {
  readonly bytes: number;
  readonly read: () => Readable;
}

/** An upload as it will be kept: known by its content, and without what its sender may not know is in it. */
export interface Prepared {
  readonly kind: MediaKind;
  readonly contentType: string;
  readonly fileName: string;
  readonly full: Body;
  readonly thumb: Body | undefined;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly preview: string | null;
}

/**
 * @throws AppError `unsupported_media` or `too_large`
 */
export async function prepare(
  pictures: Pictures,
  received: Received,
  { fileName, purpose, ownerId }: { fileName: string; purpose: MediaPurpose; ownerId: number },
): Promise<Prepared> {
  const sniffed = sniff(received.head);
  if (purpose !== 'attachment' && sniffed.is !== 'image') {
    throw unsupported('Send a picture: JPEG, PNG, WebP, GIF or AVIF.');
  }
  const draw: Draw = (format) => pictures.develop(received.path, format, ownerId);
  return { ...NOTHING_KNOWN, fileName, ...(await prepareAs(sniffed, draw, received, fileName)) };
}

const NOTHING_KNOWN = { thumb: undefined, width: null, height: null, durationMs: null, preview: null };

/** Draws the picture that was received anew. */
type Draw = (format: ImageFormat) => Promise<Picture>;

type Known = Pick<Prepared, 'kind' | 'contentType' | 'full'> & Partial<Prepared>;

async function prepareAs(sniffed: Sniffed, draw: Draw, received: Received, fileName: string): Promise<Known> {
  switch (sniffed.is) {
    case 'image':
      return preparePicture(await draw(sniffed.format), fileName);
    case 'iso':
      return prepareFilm(received, cleanIso, sniffed.quickTime ? ISO.quickTime : ISO.mp4);
    case 'webm':
      return prepareFilm(received, cleanWebm, { film: 'video/webm', sound: 'audio/webm' });
    case 'audio':
      return prepareSound(received, sniffed.format);
    case 'file':
      refuseProgramName(fileName);
      return { kind: 'file', contentType: sniffed.contentType, full: fileBody(received) };
    default:
      return unreachable(sniffed);
  }
}

const ISO = {
  mp4: { film: 'video/mp4', sound: 'audio/mp4' },
  quickTime: { film: 'video/quicktime', sound: 'audio/mp4' },
} as const;

function preparePicture({ full, thumb, ...shown }: Picture, fileName: string): Known {
  return {
    ...shown,
    kind: 'image',
    contentType: 'image/webp',
    fileName: withEnding(fileName, 'webp'),
    full: bufferBody(full),
    thumb: bufferBody(thumb),
  };
}

async function prepareFilm(
  received: Received,
  clean: (file: FileHandle, bytes: number) => Promise<FilmFacts>,
  types: { film: string; sound: string },
): Promise<Known> {
  const { hasPicture, width, height, durationMs } = await withFile(received, clean);
  const full = fileBody(received);
  if (!hasPicture) {
    if (received.bytes > MAX_MEDIA_BYTES.audio) throw tooLarge('audio');
    return { kind: 'audio', contentType: types.sound, full, durationMs };
  }
  return {
    kind: 'video',
    contentType: types.film,
    full,
    width: width === 0 ? null : width,
    height: height === 0 ? null : height,
    durationMs,
  };
}

const SOUND_TYPES = { mp3: 'audio/mpeg', wav: 'audio/wav', ogg: 'audio/ogg', aac: 'audio/aac' } as const;

async function prepareSound(received: Received, format: keyof typeof SOUND_TYPES): Promise<Known> {
  const known = { kind: 'audio', contentType: SOUND_TYPES[format] } as const;
  if (format === 'mp3') {
    const span = await withFile(received, soundOf);
    if (span.end === span.start) throw unsupported('There is no sound in this file.');
    return { ...known, full: fileBody(received, span) };
  }
  const { durationMs } = format === 'wav' ? await withFile(received, cleanWav) : NOTHING_KNOWN;
  return { ...known, full: fileBody(received), durationMs };
}

async function withFile<T>(
  { path, bytes }: Received,
  work: (file: FileHandle, bytes: number) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r+');
  try {
    return await work(file, bytes);
  } finally {
    await file.close();
  }
}

function fileBody({ path, bytes }: Received, span = { start: 0, end: bytes }): Body {
  return {
    bytes: span.end - span.start,
    read: () => createReadStream(path, { start: span.start, end: span.end - 1 }),
  };
}

export function bufferBody(bytes: Buffer): Body {
  return { bytes: bytes.length, read: () => Readable.from([bytes]) };
}
