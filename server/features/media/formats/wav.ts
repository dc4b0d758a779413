import type { FileHandle } from 'node:fs/promises';
import { damaged } from '../refusals.ts';

const KEPT = new Set(['fmt ', 'data', 'fact', 'JUNK']);

/**
 * Blanks every chunk of a WAV that is not played, and gives how long it is.
 * @throws AppError `unsupported_media`
 */
export async function cleanWav(file: FileHandle, bytes: number): Promise<{ durationMs: number | null }> {
  let byteRate = 0;
  let data: number | undefined;
  const header = Buffer.alloc(20);
  let at = 12;
  for (let chunks = 0; at + 8 <= bytes && chunks < 1_000; chunks += 1) {
    await file.read(header, 0, 20, at);
    const name = header.toString('latin1', 0, 4);
    const size = Math.min(header.readUInt32LE(4), bytes - at - 8);
    if (name === 'fmt ') byteRate = header.readUInt32LE(16);
    if (name === 'data') data = size;
    if (!KEPT.has(name)) await blank(file, at, size);
    at += 8 + size + (size % 2);
  }
  if (data === undefined || byteRate === 0) throw damaged('sound');
  return { durationMs: Math.round((data / byteRate) * 1_000) };
}

async function blank(file: FileHandle, at: number, size: number): Promise<void> {
  await file.write('JUNK', at, 'latin1');
  await file.write(Buffer.alloc(size), 0, size, at + 8);
}
