import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaView } from '#contract/media';
import { jpeg, mp3, pngChunk, quadrants, wav, webm } from '../support/media-samples.ts';
import type { Person } from '../support/person.ts';
import { tellingChunks } from '../support/webp-chunks.ts';
import { createWorld, type World } from '../support/world.ts';
import { fetched, post } from './media.fixtures.ts';

let world: World;
let client: Person;
let peak = 0;
let start = 0;
let watch: NodeJS.Timeout;
beforeAll(async () => {
  world = await createWorld();
  client = await world.client(await world.coach());
  start = process.memoryUsage.rss();
  watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
});
afterAll(async () => {
  clearInterval(watch);
  await world.close();
});

const SAFE_TYPES =
  /^(image\/webp|video\/(mp4|webm|quicktime)|audio\/(mpeg|wav|ogg|aac|mp4|webm)|application\/(pdf|octet-stream))$/;

/**
 * Whatever is sent, it is refused with a reason or kept in a form that does no harm.
 * @returns the status
 */
async function offered(bytes: Buffer, name = 'a.jpg', type = 'image/jpeg'): Promise<number> {
  const answer = await post(client, bytes, { name, type });
  if (answer.status !== 201) {
    expect([413, 415, 422], answer.text).toContain(answer.status);
    return answer.status;
  }
  const view = answer.parse(mediaView);
  const served = await fetched(world, client, `/api/media/${view.id}`);
  expect(served.headers.get('content-type')).toMatch(SAFE_TYPES);
  expect(served.headers.get('content-security-policy')).toContain('sandbox');
  if (view.kind === 'image') expect(tellingChunks(served.bytes)).toEqual([]);
  if (view.kind === 'file') expect(served.headers.get('content-disposition')).toMatch(/^attachment/);
  return 201;
}

const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;
type Format = (typeof FORMATS)[number];
const made = new Map<Format, Buffer>();
async function sample(format: Format): Promise<Buffer> {
  const bytes = made.get(format) ?? (await quadrants(200, 150).toFormat(format).toBuffer());
  made.set(format, bytes);
  return bytes;
}

describe.each(FORMATS)('a broken %s', (format) => {
  it.each([0.02, 0.1, 0.3, 0.5, 0.7, 0.9])('cut off after %d of it', async (part) => {
    const bytes = await sample(format);
    expect([201, 415]).toContain(
      await offered(bytes.subarray(0, Math.max(12, Math.floor(bytes.length * part)))),
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('with flipped bytes (seed %i)', async (seed) => {
    const bytes = Buffer.from(await sample(format));
    let state = seed * 7_919;
    for (let n = 0; n < 20; n += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      const at = 12 + (state % (bytes.length - 12));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (state % 8));
    }
    await offered(bytes);
  });
});

function png(width: number, height: number, idat: Buffer, ...more: Buffer[]): Buffer {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width);
  ihdr.writeUInt32BE(height, 4);
  ihdr.set([8, 2], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', ihdr),
    ...more,
    pngChunk('IDAT', idat),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const zeros = (bytes: number) => deflateSync(Buffer.alloc(bytes));

async function jpegOf(width: number, height: number): Promise<Buffer> {
  const bytes = Buffer.from(await sample('jpeg'));
  const at = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, at + 5);
  bytes.writeUInt16BE(width, at + 7);
  return bytes;
}

async function gifOf(width: number, height: number): Promise<Buffer> {
  const bytes = Buffer.from(await sample('gif'));
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

async function manyFrames(format: 'gif' | 'webp', frames: number): Promise<Buffer> {
  const pixels = Buffer.alloc(16 * 16 * frames * 3, 90);
  for (let n = 0; n < frames; n += 1) pixels.fill(n % 255, n * 768, n * 768 + 300);
  return sharp(pixels, { raw: { width: 16, height: 16 * frames, channels: 3, pageHeight: 16 } })
    .toFormat(format)
    .toBuffer();
}

async function avifOf(edge: number): Promise<Buffer> {
  const bytes = Buffer.from(await sample('avif'));
  const at = bytes.indexOf('ispe');
  bytes.writeUInt32BE(edge, at + 8);
  bytes.writeUInt32BE(edge, at + 12);
  return bytes;
}

function canvas(edge: number): Buffer {
  const vp8x = Buffer.alloc(10);
  vp8x.writeUIntLE(edge - 1, 4, 3);
  vp8x.writeUIntLE(edge - 1, 7, 3);
  const body = Buffer.concat([Buffer.from('WEBPVP8X\x0a\0\0\0', 'latin1'), vp8x]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

describe('a flood of pixels', () => {
  it.each([
    ['a PNG that says it has 10,000 megapixels', () => png(100_000, 100_000, zeros(1_000)), 413],
    ['a PNG that has 200 megapixels in 600 KB', () => png(20_000, 10_000, zeros(100_000_000)), 413],
    ['a PNG with sides of 2^31 - 1', () => png(2_147_483_647, 2_147_483_647, zeros(10)), undefined],
    ['a PNG a pixel high', () => png(40_000_000, 1, zeros(10)), undefined],
    ['a PNG of 48 megapixels that is one colour', () => png(8_000, 6_000, zeros(144_006_000)), 201],
    [
      'a PNG with a profile that unpacks to 50 MB',
      () => png(8, 8, zeros(200), pngChunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), zeros(50_000_000)]))),
      undefined,
    ],
    [
      'a PNG with a text that unpacks to 50 MB',
      () => png(8, 8, zeros(200), pngChunk('zTXt', Buffer.concat([Buffer.from('c\0\0'), zeros(50_000_000)]))),
      undefined,
    ],
    ['a PNG of sides 0', () => png(0, 0, zeros(1)), 415],
    ['a PNG with more in it than it says', () => png(4, 4, zeros(10_000_000)), undefined],
    ['a JPEG that says it has 4,294 megapixels', () => jpegOf(65_535, 65_535), 415],
    ['a JPEG that says it is 60,000 wide', () => jpegOf(60_000, 800), undefined],
    ['a GIF that says it has 4,294 megapixels', () => gifOf(65_535, 65_535), undefined],
    ['a GIF of 2,000 frames', () => manyFrames('gif', 2_000), 201],
    ['a WebP of 1,000 frames', () => manyFrames('webp', 1_000), 201],
    ['a WebP with a canvas of 268 megapixels', () => canvas(16_384), undefined],
    ['an AVIF that says it has 3,600 megapixels', () => avifOf(60_000), undefined],
    ['an AVIF that says it has 49 megapixels', () => avifOf(7_000), undefined],
  ] as const)('%s', async (_, make, status) => {
    const got = await offered(await make());
    if (status !== undefined) expect(got).toBe(status);
  });
});

const text = (content: string) => () => Buffer.from(content, 'latin1');
const ftyp = (brand: string) => text(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mif1`);
const box = (size: number, type: string, rest = '') => {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(size);
  return Buffer.concat([header, Buffer.from(type + rest, 'latin1')]);
};
const iso = (...boxes: Buffer[]) =>
  Buffer.concat([Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1'), ...boxes]);
/** Deeper than a program can follow that goes into each box from the one around it. */
const nested = () => {
  const boxes = 19_000;
  const inner = Buffer.alloc(8 * boxes);
  for (let depth = 0; depth < boxes; depth += 1) {
    inner.writeUInt32BE(8 * (boxes - depth), 8 * depth);
    inner.write(depth === 0 ? 'moov' : 'mdia', 8 * depth + 4);
  }
  return iso(inner);
};

describe('what pretends to be something else', () => {
  it.each([
    [
      'an SVG called JPEG',
      text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      201,
    ],
    [
      'an SVG behind an XML head',
      text('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'),
      201,
    ],
    ['HTML called JPEG', text('<html><script>alert(1)</script>'), 201],
    ['a GIF that is a script', text('GIF89a/*\x01\0\xf0\0\0\0\0\0*/=1;alert(1)//'), 415],
    ['a GIF that is a page', text('GIF87a<script>alert(document.cookie)</script>'), 415],
    ['a JPEG of three bytes', text('\xff\xd8\xff'), 415],
    ['a JPEG of nothing but PHP', text('\xff\xd8\xff\xe0<?php system($_GET[0]);?>'), 415],
    ['a PNG of nothing but a head', text('\x89PNG\r\n\x1a\n'), 415],
    ['a WebP of nothing', text('RIFF\x04\0\0\0WEBP'), 415],
    ['a HEIC', ftyp('heic'), 415],
    ['an AVIF of nothing', ftyp('avif'), 415],
    ['a TIFF', text('II*\0\x08\0\0\0\0\0'), 201],
    ['a BMP', text('BM\0\0\0\0'), 201],
    ['a JPEG XL', text('\xff\x0a\0\0'), 201],
    ['PostScript', text('%!PS-Adobe-3.0 EPSF-3.0\n(x) run'), 201],
    [
      'an ImageMagick script',
      text('push graphic-context\nfill "url(https://x|id)"\npop graphic-context'),
      201,
    ],
    ['a program for Windows', text('MZ\x90\0'), 415],
    ['a program for Linux', text('\x7fELF\x02\x01'), 415],
    ['a program for macOS', text('\xcf\xfa\xed\xfe'), 415],
    ['a script with its interpreter', text('#!/bin/sh\nrm -rf /'), 415],
    ['a Java class', text('\xca\xfe\xba\xbe\0\0'), 415],
    ['nothing', text(''), 422],
    ['a film of nothing', () => iso(), 415],
    ['a film whose box is smaller than its head', () => iso(box(3, 'moov')), 415],
    ['a film whose box never ends', () => iso(box(1, 'moov', '\x7f\xff\xff\xff\xff\xff\xff\xff')), 415],
    ['a film whose index is larger than the film', () => iso(box(0x7f_ff_ff_ff, 'moov')), 415],
    ['a film of boxes in boxes', nested, 415],
    [
      'a film of 100,000 boxes',
      () => iso(Buffer.concat(Array.from({ length: 100_000 }, () => box(8, 'free')))),
      415,
    ],
    [
      'a film whose track has no size',
      () =>
        iso(
          Buffer.from(
            '\0\0\0\x30moov\0\0\0\x28trak\0\0\0\x20mdia\0\0\0\x18hdlr\0\0\0\0\0\0\0\0vide\0\0\0\0\0\0',
            'latin1',
          ),
        ),
      undefined,
    ],
    ['a WebM of nothing', () => Buffer.from('1a45dfa3874282847765626d', 'hex'), 415],
    ['a WebM that is cut off', () => webm('video').subarray(0, 90), 415],
    ['an MP3 of nothing but a tag', () => mp3().subarray(0, 30), undefined],
    [
      'an MP3 whose tag is larger than it',
      () => Buffer.concat([Buffer.from('4944330300007f7f7f7f', 'hex'), Buffer.alloc(50)]),
      undefined,
    ],
    ['a WAV of nothing', text('RIFF\0\0\0\0WAVE'), 415],
    ['a WAV whose sound is larger than it', () => wav().subarray(0, 100), 201],
    ['a ZIP', text('PK\x03\x04'), 201],
  ] as const)('%s', async (_, make, status) => {
    const got = await offered(make());
    if (status !== undefined) expect(got).toBe(status);
  });

  it.each(['exe', 'bat', 'js', 'jar', 'ps1', 'hta', 'lnk', 'scr', 'apk', 'sh'])(
    'a text that would be run as .%s',
    async (ending) => {
      expect(await offered(Buffer.from('echo'), `plan.${ending.toUpperCase()}`)).toBe(415);
    },
  );

  it('a picture with a page behind it is a picture alone', async () => {
    const bytes = Buffer.concat([await jpeg(), Buffer.from('PK\x03\x04<script>alert(1)</script>')]);
    const view = (await post(client, bytes)).parse(mediaView);
    expect((await fetched(world, client, `/api/media/${view.id}`)).bytes.includes('<script>')).toBe(false);
  });
});

it('none of it took more memory than a few pictures do', () => {
  // Of sender and server together, who are one process here.
  expect((peak - start) / 1_000_000).toBeLessThan(1_500);
});
