import type { FileHandle } from 'node:fs/promises';

/** Where the sound itself lies, without the tags before and after it. */
export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** With a tag in front, or as two frames of which the second is where the first says it ends. */
export function isMp3(head: Buffer): boolean {
  if (head.toString('latin1', 0, 3) === 'ID3') return head.length >= 10;
  const length = frameLength(head, 0);
  return length !== undefined && (length + 4 > head.length || frameLength(head, length) !== undefined);
}

/** The tags of an MP3 name people, places and pictures: only what is played is kept. */
export async function soundOf(file: FileHandle, bytes: number): Promise<Span> {
  let start = 0;
  for (let tag = await tagAt(file, start); tag > 0 && start + tag < bytes; tag = await tagAt(file, start)) {
    start += tag;
  }
  const end = (await read(file, bytes - 128, 3)).toString('latin1') === 'TAG' ? bytes - 128 : bytes;
  return { start, end: Math.max(start, end) };
}

/** The length of the ID3v2 tag there; 0 for none. */
async function tagAt(file: FileHandle, at: number): Promise<number> {
  const header = await read(file, at, 10);
  if (header.length < 10 || header.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, index) => sum * 128 + ((header[index] ?? 0) & 0x7f), 0);
  return 10 + size + ((header[5] ?? 0) & 0x10 ? 10 : 0);
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  if (at < 0) return Buffer.alloc(0);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** Kilobits a second of layer III, of MPEG 1 and of MPEG 2 and 2.5. */
const BITRATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const RATES: Readonly<Record<number, readonly number[]>> = {
  3: [44_100, 48_000, 32_000],
  2: [22_050, 24_000, 16_000],
  0: [11_025, 12_000, 8_000],
};

/** The length of the frame of layer III that begins there; undefined for none. */
function frameLength(head: Buffer, at: number): number | undefined {
  const [first = 0, second = 0, third = 0] = head.subarray(at, at + 3);
  if (first !== 0xff || (second & 0xe6) !== 0xe2) return undefined;
  const version = (second >> 3) & 3;
  const bitrate = BITRATES[version === 3 ? 0 : 1][third >> 4];
  const rate = RATES[version]?.[(third >> 2) & 3];
  if (!bitrate || !rate) return undefined;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * bitrate) / rate) + ((third >> 1) & 1);
}
