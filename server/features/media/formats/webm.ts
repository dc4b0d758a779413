import type { FileHandle } from 'node:fs/promises';
import { damaged } from '../refusals.ts';
import type { FilmFacts } from './iso.ts';

/** What comes before the first picture or sound fits here. */
const MAX_INDEX = 1_000_000;

const ID = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackType: 0x83,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  cluster: 0x1f43b675,
  tags: 0x1254c367,
  attachments: 0x1941a469,
} as const;

interface Element {
  readonly id: number;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/**
 * Reads what a WebM says of itself before its first picture or sound, and blanks the tags that stand there.
 * @throws AppError `unsupported_media`
 */
export async function cleanWebm(file: FileHandle, bytes: number): Promise<FilmFacts> {
  const index = Buffer.alloc(Math.min(bytes, MAX_INDEX));
  await file.read(index, 0, index.length, 0);
  const segment = [...elementsOf(index, 0, index.length)].find(({ id }) => id === ID.segment);
  if (!segment) throw damaged('video');
  const facts = { scale: 1_000_000, duration: 0, tracks: 0, width: 0, height: 0, hasPicture: false };
  for (const element of elementsOf(index, segment.body, segment.end)) {
    if (element.id === ID.cluster) break;
    if (element.id === ID.info) readInfo(index, element, facts);
    if (element.id === ID.tracks) readTracks(index, element, facts);
    if (element.id === ID.tags || element.id === ID.attachments) await blank(file, index, element);
  }
  if (facts.tracks === 0) throw damaged('video');
  return factsOf(facts);
}

function factsOf({ hasPicture, width, height, duration, scale }: Read): FilmFacts {
  const ms = Math.round((duration * scale) / 1_000_000);
  const durationMs = ms > 0 && ms < 2 ** 31 ? ms : null;
  return { hasPicture, width: width || null, height: height || null, durationMs };
}

interface Read {
  scale: number;
  duration: number;
  tracks: number;
  width: number;
  height: number;
  hasPicture: boolean;
}

function readInfo(index: Buffer, info: Element, facts: Read): void {
  for (const element of elementsOf(index, info.body, info.end)) {
    const length = element.end - element.body;
    if (element.id === ID.scale) facts.scale = whole(index, element);
    if (element.id === ID.duration && length === 4) facts.duration = index.readFloatBE(element.body);
    if (element.id === ID.duration && length === 8) facts.duration = index.readDoubleBE(element.body);
  }
}

function readTracks(index: Buffer, tracks: Element, facts: Read): void {
  for (const track of elementsOf(index, tracks.body, tracks.end)) {
    if (track.id !== ID.track) continue;
    facts.tracks += 1;
    for (const element of elementsOf(index, track.body, track.end)) {
      if (element.id === ID.trackType && whole(index, element) === 1) facts.hasPicture = true;
      if (element.id === ID.video) readSize(index, element, facts);
    }
  }
}

function readSize(index: Buffer, video: Element, facts: Read): void {
  for (const element of elementsOf(index, video.body, video.end)) {
    if (element.id === ID.width) facts.width = Math.min(whole(index, element), 65_535);
    if (element.id === ID.height) facts.height = Math.min(whole(index, element), 65_535);
  }
}

function* elementsOf(index: Buffer, start: number, end: number): Generator<Element> {
  let at = start;
  while (at < end) {
    const id = numberAt(index, at, 4, false);
    const size = id && numberAt(index, at + id.length, 8, true);
    if (!id || !size) return;
    const body = at + id.length + size.length;
    // A recording that was not finished says of its parts that they end when they end.
    const element = {
      id: id.value,
      start: at,
      body,
      end: Math.min(end, size.isUnknown ? end : body + size.value),
    };
    yield element;
    at = element.end;
  }
}

/** A number whose first byte says how long it is. */
function numberAt(index: Buffer, at: number, maxLength: number, dropMarker: boolean) {
  const first = index[at];
  if (first === undefined || first === 0) return undefined;
  const length = Math.clz32(first) - 23;
  if (length > maxLength || at + length > index.length) return undefined;
  const marker = 0x80 >> (length - 1);
  let value = dropMarker ? first & (marker - 1) : first;
  let isUnknown = (first & (marker - 1)) === marker - 1;
  for (const byte of index.subarray(at + 1, at + length)) {
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value, length, isUnknown };
}

function whole(index: Buffer, { body, end }: Element): number {
  return index.subarray(body, Math.min(end, body + 6)).reduce((value, byte) => value * 256 + byte, 0);
}

/** Makes it a hole of the same length. */
async function blank(file: FileHandle, index: Buffer, { start, end, body }: Element): Promise<void> {
  const header = Math.min(9, body - start);
  const size = end - start - header;
  const hole = Buffer.alloc(Math.min(end, index.length) - start);
  hole[0] = 0xec;
  const sizeLength = header - 1;
  for (let i = 0, rest = size; i < sizeLength; i += 1, rest = Math.floor(rest / 256))
    hole[header - 1 - i] = rest % 256;
  hole[1] = (hole[1] ?? 0) | (0x80 >> (sizeLength - 1));
  await file.write(hole, 0, hole.length, start);
}
