import type { MediaKind } from '#contract/enums';
import { MAX_MEDIA_BYTES } from '#contract/media';
import { tooLarge, unsupported } from '../refusals.ts';
import type { Limit } from '../spool.ts';
import { isMp3 } from './mp3.ts';

export const IMAGE_FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** What something is, by its first bytes. Whether a film or only its sound is in a container shows further inside. */
export type Sniffed =
  | { readonly is: 'image'; readonly format: ImageFormat }
  | { readonly is: 'iso'; readonly quickTime: boolean }
  | { readonly is: 'webm' }
  | { readonly is: 'audio'; readonly format: 'mp3' | 'wav' | 'ogg' | 'aac' }
  | { readonly is: 'file'; readonly contentType: 'application/pdf' | 'application/octet-stream' };

const image = (format: ImageFormat): Sniffed => ({ is: 'image', format });

/**
 * Looks at the bytes and at nothing else: names and headers say what their sender likes.
 * @throws AppError `unsupported_media` for programs, and for HEIC, which cannot be read here
 */
export function sniff(head: Buffer): Sniffed {
  refusePrograms(head);
  return signed(head) ?? inRiff(head) ?? ofContainer(head) ?? ofSound(head) ?? FILE;
}

const SIGNATURES: readonly (readonly [hex: string, sniffed: Sniffed])[] = [
  ['ffd8ff', image('jpeg')],
  ['89504e470d0a1a0a', image('png')],
  ['474946383761', image('gif')],
  ['474946383961', image('gif')],
  ['255044462d', { is: 'file', contentType: 'application/pdf' }],
];

function signed(head: Buffer): Sniffed | undefined {
  return SIGNATURES.find(([hex]) => startsWith(head, hex))?.[1];
}

function inRiff(head: Buffer): Sniffed | undefined {
  if (text(head, 0, 4) !== 'RIFF') return undefined;
  if (text(head, 8, 12) === 'WEBP') return image('webp');
  return text(head, 8, 12) === 'WAVE' ? { is: 'audio', format: 'wav' } : undefined;
}

function ofContainer(head: Buffer): Sniffed | undefined {
  if (text(head, 4, 8) === 'ftyp') return ofBrands(brandsOf(head));
  const isWebm = startsWith(head, '1a45dfa3') && head.subarray(0, 64).includes('webm');
  return isWebm ? { is: 'webm' } : undefined;
}

function ofSound(head: Buffer): Sniffed | undefined {
  if (isOggSound(head)) return { is: 'audio', format: 'ogg' };
  if (isMp3(head)) return { is: 'audio', format: 'mp3' };
  return isAdts(head) ? { is: 'audio', format: 'aac' } : undefined;
}

const FILE: Sniffed = { is: 'file', contentType: 'application/octet-stream' };

/** How large something may be that begins like this: what may be a film counts as one until it is known. */
export function limitOf(head: Buffer): Limit {
  const kind = roughKind(sniff(head));
  return { bytes: MAX_MEDIA_BYTES[kind], error: () => tooLarge(kind) };
}

function roughKind({ is }: Sniffed): MediaKind {
  return is === 'iso' || is === 'webm' ? 'video' : is;
}

const HEIC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

function ofBrands(brands: readonly string[]): Sniffed {
  if (brands.includes('avif') || brands.includes('avis')) return image('avif');
  if (brands.some((brand) => HEIC.has(brand))) {
    throw unsupported(
      'HEIC pictures cannot be read here. Send it as JPEG: on an iPhone choose Settings, Camera, Formats, ' +
        'Most Compatible, or share the photo with the option "Most Compatible".',
    );
  }
  return { is: 'iso', quickTime: brands[0] === 'qt  ' };
}

/** The major one and those it is compatible with. */
function brandsOf(head: Buffer): string[] {
  const end = Math.min(head.readUInt32BE(0), head.length, 256);
  const brands = [text(head, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(head, at, at + 4));
  return brands;
}

const PROGRAMS: readonly (readonly [hex: string, what: string])[] = [
  ['4d5a', 'Windows'],
  ['7f454c46', 'Linux'],
  ['feedface', 'macOS'],
  ['feedfacf', 'macOS'],
  ['cefaedfe', 'macOS'],
  ['cffaedfe', 'macOS'],
  ['cafebabe', 'Java or macOS'],
  ['2321', 'Unix'],
  ['4c0000000114020000000000c000000000000046', 'Windows'],
];

/** Nobody sends the other a program to train with, and one that is opened does harm whatever we say it is. */
function refusePrograms(head: Buffer): void {
  const found = PROGRAMS.find(([hex]) => startsWith(head, hex));
  if (found) throw unsupported(`This is a program for ${found[1]}: those are not taken.`);
}

const PROGRAM_NAME =
  /\.(exe|com|scr|pif|msi|msp|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|cpl|jar|lnk|reg|app|apk|dmg|pkg|deb|rpm|sh|run)$/i;

/** Names that a double click runs. @throws AppError `unsupported_media` */
export function refuseProgramName(fileName: string): void {
  const ending = PROGRAM_NAME.exec(fileName)?.[1];
  if (ending)
    throw unsupported(`Files that end in .${ending.toLowerCase()} are run when opened: those are not taken.`);
}

function isOggSound(head: Buffer): boolean {
  if (text(head, 0, 4) !== 'OggS' || head.length < 64) return false;
  const payload = 27 + (head[26] ?? 0);
  return text(head, payload, payload + 8) === 'OpusHead' || text(head, payload + 1, payload + 7) === 'vorbis';
}

/** Two frames of AAC, the second where the first says it ends. */
function isAdts(head: Buffer): boolean {
  const isFrame = (at: number) => head[at] === 0xff && ((head[at + 1] ?? 0) & 0xf6) === 0xf0;
  if (!isFrame(0) || head.length < 9) return false;
  const length = (((head[3] ?? 0) & 3) << 11) | ((head[4] ?? 0) << 3) | ((head[5] ?? 0) >> 5);
  return length > 7 && (length + 1 < head.length ? isFrame(length) : true);
}

function startsWith(head: Buffer, hex: string): boolean {
  return head.subarray(0, hex.length / 2).toString('hex') === hex;
}

function text(head: Buffer, start: number, end: number): string {
  return head.toString('latin1', start, end);
}
