/** What a WebP may hold when there is nothing in it but pixels. */
const PIXELS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);

/** Flags of VP8X: a profile, EXIF, XMP. */
const TELLING_FLAGS = 0b0010_1100;

/**
 * Everything in a WebP that is not pixels, as names of chunks. Reads the container by itself, so that what wrote it is not
 * what judges it.
 */
export function tellingChunks(webp: Buffer): string[] {
  if (webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 12) !== 'WEBP')
    return ['no WebP'];
  if (webp.readUInt32LE(4) + 8 !== webp.length) return ['bytes after the end'];
  return inside(webp.subarray(12));
}

function inside(chunks: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; at < chunks.length;) {
    if (at + 8 > chunks.length) return [...found, 'a broken chunk'];
    const name = chunks.toString('latin1', at, at + 4);
    const size = chunks.readUInt32LE(at + 4);
    const body = chunks.subarray(at + 8, at + 8 + size);
    if (!PIXELS.has(name)) found.push(name);
    if (name === 'VP8X' && ((body[0] ?? 0) & TELLING_FLAGS) !== 0) found.push('VP8X that announces tags');
    if (name === 'ANMF') found.push(...inside(body.subarray(16)));
    at += 8 + size + (size % 2);
  }
  return found;
}
