import type { Metadata, Sharp, SharpConstructor, SharpOptions } from 'sharp';
import { AppError } from '#server/kernel/errors';
import { Turns } from '#server/kernel/turns';
import { Turnstile } from '#server/kernel/turnstile';
import { damaged, unsupported } from '../refusals.ts';
import type { ImageFormat } from './sniff.ts';

/** Longest edges in pixels. */
const FULL_EDGE = 2_560;
const THUMB_EDGE = 480;
const PREVIEW_EDGE = 16;

const MAX_PIXELS = 50_000_000;
/** Of all frames together, and how many; beyond either only the first frame is kept. */
const MAX_MOVING_PIXELS = 25_000_000;
const MAX_FRAMES = 300;
const SECONDS = 20;

/** A picture as it is kept: WebP in sRGB, upright, and nothing in it but pixels. */
export interface Picture {
  readonly full: Buffer;
  readonly thumb: Buffer;
  readonly width: number;
  readonly height: number;
  /** A few pixels as a `data:` URL. */
  readonly preview: string;
}

/** What sharp calls the formats. */
const NAMES: Record<ImageFormat, string> = {
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  avif: 'heif',
};

const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`);

/** Reads pictures of strangers and draws them anew, a few at a time, of each person one: nobody's pictures hold up all others. */
export class Pictures {
  readonly #turnstile = new Turnstile({ places: 2, maxWaiting: 40, patienceMs: 20_000 });
  readonly #turns = new Turns<number>();
  #sharp: Promise<SharpConstructor> | undefined;

  /**
   * @param path of a file that begins like one of `format`
   * @param ownerId whose picture it is
   * @throws AppError `unsupported_media` for what is no such picture, `too_large` for too many pixels, `unavailable`
   * when too many others wait
   */
  async develop(path: string, format: ImageFormat, ownerId: number): Promise<Picture> {
    return this.#turns.take(ownerId, () => this.#turnstile.pass(() => this.#developed(path, format)));
  }

  async #developed(path: string, format: ImageFormat): Promise<Picture> {
    const sharp = await (this.#sharp ??= loadSharp());
    try {
      return await develop(sharp, path, format);
    } catch (error) {
      throw explained(error);
    }
  }
}

/** Loaded with the first picture, as it is large; and closed for everything but the formats that are taken. */
async function loadSharp(): Promise<SharpConstructor> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  return sharp;
}

async function develop(sharp: SharpConstructor, path: string, format: ImageFormat): Promise<Picture> {
  const options: SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true };
  const metadata = await sharp(path, options).metadata();
  if (metadata.format !== NAMES[format]) throw damaged('picture');
  refuseTooMany(metadata);
  const animated = isMoving(metadata);
  const full = await redrawn(sharp(path, { ...options, animated }), { edge: FULL_EDGE, quality: 82 });
  const thumb = await redrawn(sharp(full.data), { edge: THUMB_EDGE, quality: 75 });
  return {
    full: full.data,
    thumb: thumb.data,
    width: full.info.width,
    height: full.info.pageHeight ?? full.info.height,
    preview: await previewOf(sharp(thumb.data)),
  };
}

/** Without `keep...`, sharp writes no EXIF, XMP, IPTC or profile, and turns the colours into sRGB. */
function redrawn(image: Sharp, { edge, quality }: { edge: number; quality: number }) {
  return image
    .timeout({ seconds: SECONDS })
    .autoOrient()
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality, effort: 3 })
    .toBuffer({ resolveWithObject: true });
}

async function previewOf(image: Sharp): Promise<string> {
  const pixels = await image
    .resize(PREVIEW_EDGE, PREVIEW_EDGE, { fit: 'inside' })
    .blur(0.6)
    .webp({ quality: 40 })
    .toBuffer();
  return `data:image/webp;base64,${pixels.toString('base64')}`;
}

function refuseTooMany({ width, height, pageHeight }: Metadata): void {
  if (width * (pageHeight ?? height) > MAX_PIXELS) throw tooManyPixels();
}

function isMoving({ width, height, pageHeight, pages = 1 }: Metadata): boolean {
  return pages > 1 && pages <= MAX_FRAMES && width * (pageHeight ?? height) * pages <= MAX_MOVING_PIXELS;
}

const tooManyPixels = () =>
  new AppError('too_large', `Pictures may have at most ${MAX_PIXELS / 1_000_000} megapixels.`);

/** What libvips says is about the picture; it says it in words. */
function explained(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (/exceeds pixel limit|too large|exceeds limit/i.test(error.message)) return tooManyPixels();
  if (error.message.includes('timeout')) return unsupported('This picture takes too long to read.', error);
  return damaged('picture', error);
}
