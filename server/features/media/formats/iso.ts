import type { FileHandle } from 'node:fs/promises';
import { damaged, unsupported } from '../refusals.ts';

/** What a film, or the sound of one, says of itself. */
export interface FilmFacts {
  readonly hasPicture: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
}

interface Box {
  readonly type: string;
  /** Of its header, of its content, and where it ends. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** The index of a long film has a few megabytes. */
const MAX_INDEX = 32_000_000;
const MAX_BOXES = 20_000;
/** Boxes within boxes; what films play lies three deep. */
const MAX_DEPTH = 8;

/** Boxes in which phones write where a film was made, with what and by whom. */
const TELLING = new Set(['udta', 'meta', 'uuid']);
const CONTAINERS = new Set(['moov', 'trak', 'mdia']);
const PLAYED = new Set(['vide', 'soun', 'text', 'sbtl', 'subt', 'clcp', 'tmcd']);

/**
 * Reads the index of an MP4 or QuickTime film, and blanks in the file everything that tells more than the film: places,
 * makers, tracks of positions. Nothing moves, so all offsets stay true.
 * @throws AppError `unsupported_media` for one without an index
 */
export async function cleanIso(file: FileHandle, bytes: number): Promise<FilmFacts> {
  let facts: FilmFacts | undefined;
  let boxes = 0;
  for await (const box of boxesOf(file, bytes)) {
    if (++boxes > MAX_BOXES) throw damaged('video');
    if (TELLING.has(box.type)) await blank(file, box);
    if (box.type === 'moov') facts = await cleanIndex(file, box);
  }
  if (facts === undefined) throw damaged('video');
  return facts;
}

async function* boxesOf(file: FileHandle, bytes: number): AsyncGenerator<Box> {
  const header = Buffer.alloc(16);
  for (let at = 0; at + 8 <= bytes;) {
    const { bytesRead } = await file.read(header, 0, 16, at);
    const box = boxAt(header.subarray(0, bytesRead), at, bytes);
    // What is cut off in the middle of its bytes can be played up to there; what makes no sense cannot.
    if (box === undefined) throw damaged('video');
    yield box;
    at = box.end;
  }
}

/** @param header its first bytes, at least 8 */
function boxAt(header: Buffer, at: number, limit: number): Box | undefined {
  if (header.length < 8) return undefined;
  const short = header.readUInt32BE(0);
  const long = short === 1 && header.length >= 16 ? Number(header.readBigUInt64BE(8)) : undefined;
  const size = short === 0 ? limit - at : (long ?? short);
  const body = at + (long === undefined ? 8 : 16);
  if (size < body - at) return undefined;
  return { type: header.toString('latin1', 4, 8), start: at, body, end: Math.min(at + size, limit) };
}

async function cleanIndex(file: FileHandle, moov: Box): Promise<FilmFacts> {
  const size = moov.end - moov.start;
  if (size > MAX_INDEX) throw unsupported('The index of this video is too large.');
  const index = Buffer.alloc(size);
  await file.read(index, 0, size, moov.start);
  const reader = new IndexReader(index);
  reader.read({ ...moov, start: 0, body: moov.body - moov.start, end: size });
  await file.write(index, 0, size, moov.start);
  return reader.facts();
}

/** Goes through an index once, in memory. */
class IndexReader {
  #boxes = 0;
  #durationMs: number | null = null;
  #picture: { width: number; height: number } | undefined;
  #hasTrack = false;

  constructor(private readonly index: Buffer) {}

  facts(): FilmFacts {
    if (!this.#hasTrack) throw damaged('video');
    const { width = null, height = null } = this.#picture ?? {};
    return { hasPicture: this.#picture !== undefined, width, height, durationMs: this.#durationMs };
  }

  read(parent: Box, depth = 1): void {
    if (depth > MAX_DEPTH) throw damaged('video');
    for (const box of this.#inside(parent)) {
      if (TELLING.has(box.type)) this.#blank(box);
      else if (box.type === 'mvhd') this.#durationMs = this.#duration(box);
      else if (box.type === 'trak') this.#track(box, depth + 1);
      else if (CONTAINERS.has(box.type)) this.read(box, depth + 1);
    }
  }

  #track(trak: Box, depth: number): void {
    const handler = this.#find(trak, ['mdia', 'hdlr']);
    const kind = handler ? this.index.toString('latin1', handler.body + 8, handler.body + 12) : '';
    // A track of positions or sensors: nothing plays it.
    if (!PLAYED.has(kind)) {
      this.#blank(trak);
      return;
    }
    this.#hasTrack ||= kind === 'vide' || kind === 'soun';
    const header = this.#find(trak, ['tkhd']);
    if (kind === 'vide') this.#picture ??= header ? this.#shownSize(header) : { width: 0, height: 0 };
    this.read(trak, depth);
  }

  #find(parent: Box, path: readonly string[]): Box | undefined {
    const [type, ...rest] = path;
    const found = [...this.#inside(parent)].find((box) => box.type === type);
    return found && rest.length > 0 ? this.#find(found, rest) : found;
  }

  *#inside(parent: Box): Generator<Box> {
    for (let at = parent.body; at + 8 <= parent.end;) {
      if (++this.#boxes > MAX_BOXES) throw damaged('video');
      const box = boxAt(this.index.subarray(at, at + 16), at, parent.end);
      if (box === undefined) throw damaged('video');
      yield box;
      at = box.end;
    }
  }

  #blank(box: Box): void {
    this.index.write('free', box.start + 4, 'latin1');
    this.index.fill(0, box.body, box.end);
  }

  #duration(mvhd: Box): number | null {
    const isLong = this.index[mvhd.body] === 1;
    if (mvhd.end - mvhd.body < (isLong ? 32 : 20)) throw damaged('video');
    const scale = this.index.readUInt32BE(mvhd.body + (isLong ? 20 : 12));
    const units = isLong
      ? Number(this.index.readBigUInt64BE(mvhd.body + 24))
      : this.index.readUInt32BE(mvhd.body + 16);
    // All ones stand for "not known", and 0 is what a film that was still being made says.
    if (scale === 0 || units === 0 || units >= (isLong ? 2 ** 63 : 2 ** 32 - 1)) return null;
    return Math.round((units / scale) * 1_000);
  }

  /** As it is shown: a phone held upright writes a film that lies, and a matrix that turns it. */
  #shownSize(tkhd: Box): { width: number; height: number } {
    const matrix = tkhd.body + (this.index[tkhd.body] === 1 ? 52 : 40);
    if (matrix + 44 > tkhd.end) throw damaged('video');
    const [a, width, height] = [0, 36, 40].map((offset) => this.index.readInt32BE(matrix + offset) / 65_536);
    const size = { width: Math.round(width ?? 0), height: Math.round(height ?? 0) };
    return a === 0 ? { width: size.height, height: size.width } : size;
  }
}

async function blank(file: FileHandle, box: Box): Promise<void> {
  await file.write('free', box.start + 4, 'latin1');
  const zeros = Buffer.alloc(65_536);
  for (let at = box.body; at < box.end; at += zeros.length) {
    await file.write(zeros, 0, Math.min(zeros.length, box.end - at), at);
  }
}
