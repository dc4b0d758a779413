import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY, jpeg, pngChunk, quadrants } from '../support/media-samples.ts';
import type { Person } from '../support/person.ts';
import { tellingChunks } from '../support/webp-chunks.ts';
import { createWorld, type World } from '../support/world.ts';
import { fetched, uploaded } from './media.fixtures.ts';

let world: World;
let client: Person;
beforeAll(async () => {
  world = await createWorld();
  client = await world.client(await world.coach());
});
afterAll(() => world.close());

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${CANARY}"/></rdf:RDF></x:xmpmeta>`;
const GPS = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '52/1 31/1 12/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '13/1 24/1 18/1',
};

function tagged(orientation: number): Sharp {
  return quadrants()
    .withMetadata({ orientation })
    .withExif({ IFD0: { Copyright: CANARY, Artist: CANARY, Orientation: String(orientation) }, IFD3: GPS })
    .withXmp(XMP);
}

/** The corners as they are seen, by orientation. R, G, B, W are where a reader who ignores the tag sees them. */
const SEEN = ['RGBW', 'GRWB', 'WBGR', 'BWRG', 'RBGW', 'BRWG', 'WGBR', 'GWRB'];

async function corners(webp: Buffer): Promise<string> {
  const { data, info } = await sharp(webp).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels;
    const [r = 0, g = 0, b = 0] = data.subarray(start, start + 3);
    if (Math.min(r, g, b) > 180) return 'W';
    return 'RGB'[[r, g, b].indexOf(Math.max(r, g, b))];
  };
  return [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)].join('');
}

/** Uploads it, and gives what is served once it is sure that there is nothing in it but pixels. */
async function cleaned(
  bytes: Buffer,
): Promise<{ full: Buffer; width: number | null; height: number | null }> {
  const view = await uploaded(client, bytes, { name: 'IMG_0001.HEIC', type: 'text/html' });
  expect(view).toMatchObject({ kind: 'image', contentType: 'image/webp', fileName: 'IMG_0001.webp' });
  const full = await fetched(world, client, `/api/media/${view.id}`);
  const thumb = await fetched(world, client, `/api/media/${view.id}/thumb`);
  const preview = Buffer.from((view.preview ?? '').replace('data:image/webp;base64,', ''), 'base64');
  for (const picture of [full.bytes, thumb.bytes, preview]) {
    expect(tellingChunks(picture)).toEqual([]);
    expect(picture.includes('CANARY')).toBe(false);
  }
  expect(full.bytes.length).toBe(view.bytes);
  expect(preview.length).toBeLessThan(600);
  return { full: full.bytes, width: view.width, height: view.height };
}

describe.each(['jpeg', 'png', 'webp'] as const)('a %s from a phone', (format) => {
  it.each(SEEN.map((seen, index) => [index + 1, seen] as const))(
    'held like %i stands upright and tells nothing',
    async (orientation, seen) => {
      const bytes = await tagged(orientation).toFormat(format, { quality: 90 }).toBuffer();
      expect((await sharp(bytes).metadata()).exif?.includes(CANARY)).toBe(true);
      const { full, width, height } = await cleaned(bytes);
      expect(await corners(full)).toBe(seen);
      expect([width, height]).toEqual(orientation > 4 ? [48, 64] : [64, 48]);
    },
  );
});

it.each(SEEN.map((_, index) => index + 1))(
  'an AVIF with an EXIF orientation of %i is shown as browsers show it',
  async (orientation) => {
    const { full } = await cleaned(await tagged(orientation).avif({ quality: 80, effort: 0 }).toBuffer());
    expect(SEEN).toContain(await corners(full));
  },
);

/** A segment of a JPEG, put behind its first two bytes. */
function withSegment(bytes: Buffer, marker: number, body: Buffer): Buffer {
  const header = Buffer.from([0xff, marker, 0, 0]);
  header.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([bytes.subarray(0, 2), header, body, bytes.subarray(2)]);
}

/** EXIF with a second directory: the small picture that cameras put beside the large one. */
async function exifWithThumbnail(): Promise<Buffer> {
  const small = Buffer.concat([await jpeg(16, 12), Buffer.from(CANARY)]);
  const exif = Buffer.alloc(14 + 2 + 4 + 2 + 24 + 4);
  exif.write('Exif\0\0MM\0*', 0, 'latin1');
  exif.writeUInt32BE(8, 10);
  exif.writeUInt16BE(0, 14);
  exif.writeUInt32BE(14, 16);
  exif.writeUInt16BE(2, 20);
  exif.set([2, 1, 0, 4, 0, 0, 0, 1], 22);
  exif.writeUInt32BE(44, 30);
  exif.set([2, 2, 0, 4, 0, 0, 0, 1], 34);
  exif.writeUInt32BE(small.length, 42);
  return Buffer.concat([exif, small]);
}

const iptc = Buffer.concat([
  Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x1c\x1c\x02\x69\0\x18', 'latin1'),
  Buffer.from(CANARY),
]);

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('a JPEG with everything in it, of %i times the size', (times) => {
  it('tells nothing', async () => {
    let bytes: Buffer = await jpeg(64 * times, 48 * times);
    bytes = withSegment(bytes, 0xed, iptc);
    bytes = withSegment(bytes, 0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${XMP}`));
    bytes = withSegment(bytes, 0xe1, await exifWithThumbnail());
    bytes = withSegment(bytes, 0xfe, Buffer.from(CANARY));
    const { full } = await cleaned(Buffer.concat([bytes, Buffer.from(CANARY)]));
    expect(await corners(full)).toBe('RGBW');
  });
});

const PNG_CHUNKS: Readonly<Record<string, Buffer>> = {
  tEXt: Buffer.from(`Comment\0${CANARY}`),
  iTXt: Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${XMP}`),
  zTXt: Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(CANARY)]),
  eXIf: Buffer.concat([Buffer.from('MM\0*\0\0\0\x08\0\0\0\0\0\0', 'latin1'), Buffer.from(CANARY)]),
  tIME: Buffer.from([7, 234, 6, 10, 12, 0, 0]),
  prVt: Buffer.from(CANARY),
};

describe.each([{}, { palette: true }])('a PNG %o', (options) => {
  it.each(Object.entries(PNG_CHUNKS))('with %s tells nothing', async (type, body) => {
    const bytes = await quadrants().png(options).toBuffer();
    const { full } = await cleaned(
      Buffer.concat([bytes.subarray(0, 33), pngChunk(type, body), bytes.subarray(33)]),
    );
    expect(await corners(full)).toBe('RGBW');
  });
});

describe('a GIF', () => {
  const comment = Buffer.concat([
    Buffer.from([0x21, 0xfe, CANARY.length]),
    Buffer.from(CANARY),
    Buffer.from([0]),
  ]);
  const application = Buffer.concat([
    Buffer.from('!\xff\x0bXMP DataXMP', 'latin1'),
    Buffer.from([CANARY.length]),
    Buffer.from(CANARY),
    Buffer.from([0]),
  ]);
  const withBlock = async (block: Buffer, gif: Buffer) => {
    const tableBytes = 3 * 2 ** (((gif[10] ?? 0) & 7) + 1);
    const at = 13 + ((gif[10] ?? 0) & 0x80 ? tableBytes : 0);
    return Promise.resolve(Buffer.concat([gif.subarray(0, at), block, gif.subarray(at)]));
  };

  it.each([
    ['a comment', comment],
    ['XMP', application],
  ])('with %s tells nothing', async (_, block) => {
    const { full } = await cleaned(await withBlock(block, await quadrants().gif().toBuffer()));
    expect(await corners(full)).toBe('RGBW');
  });

  it('that moves goes on moving', async () => {
    const frames = await Promise.all(
      [quadrants(), quadrants().negate()].map((frame) => frame.png().toBuffer()),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    const { full, height } = await cleaned(await withBlock(comment, gif));
    expect([(await sharp(full, { animated: true }).metadata()).pages, height]).toEqual([2, 48]);
  });
});

describe('colours', () => {
  it.each([
    ['p3', 'jpeg'],
    ['p3', 'png'],
    ['p3', 'webp'],
    ['p3', 'avif'],
    ['cmyk', 'jpeg'],
  ] as const)(
    'of another profile (%s, %s) become those of the web, and the profile goes',
    async (profile, format) => {
      const bytes = await quadrants().withIccProfile(profile).toFormat(format, { quality: 95 }).toBuffer();
      expect((await sharp(bytes).metadata()).icc?.length).toBeGreaterThan(0);
      expect(await corners((await cleaned(bytes)).full)).toBe('RGBW');
    },
  );

  it('of 16 bits and what shows through are kept', async () => {
    const { full } = await cleaned(
      await quadrants().ensureAlpha(0.5).toColourspace('rgb16').png().toBuffer(),
    );
    expect((await sharp(full).metadata()).hasAlpha).toBe(true);
  });
});

it('what is large becomes smaller, and what is small stays', async () => {
  const large = await cleaned(await jpeg(4_000, 1_000));
  expect([large.width, large.height]).toEqual([2_560, 640]);
  const view = await uploaded(client, await jpeg(20, 10));
  expect([view.width, view.height]).toEqual([20, 10]);
});
