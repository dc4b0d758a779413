import sharp from 'sharp';

/** Something that must never come out again. */
export const CANARY = 'CANARY-52.5200N-13.4050E';

/** A picture of four colours, one in each corner. */
export function quadrants(width = 64, height = 48): sharp.Sharp {
  const colours = [
    [230, 20, 20],
    [20, 200, 20],
    [20, 20, 230],
    [240, 240, 240],
  ] as const;
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = colours[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? colours[0];
      pixels.set(colour, (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export const jpeg = (width?: number, height?: number) => quadrants(width, height).jpeg().toBuffer();

function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

const full = (bytes: number, ...values: (readonly [offset: number, value: number])[]) => {
  const body = Buffer.alloc(bytes);
  for (const [offset, value] of values) body.writeUInt32BE(value, offset);
  return body;
};

function track(handler: string, width: number, height: number, turned: boolean): Buffer {
  const [a, b] = turned ? [0, 0x10000] : [0x10000, 0];
  const tkhd = full(84, [40, a], [44, b], [76, width * 65_536], [80, height * 65_536]);
  const hdlr = Buffer.concat([Buffer.alloc(8), Buffer.from(handler), Buffer.alloc(13)]);
  const udta = box('udta', box('©xyz', Buffer.from(CANARY)));
  return box('trak', box('tkhd', tkhd), udta, box('mdia', box('hdlr', hdlr)));
}

/** A film, or the sound of one, of 2.5 seconds that says where it was made. */
export function film(handlers: readonly string[], { brand = 'isom', turned = false } = {}): Buffer {
  const mvhd = box('mvhd', full(100, [12, 1_000], [16, 2_500]));
  const tracks = handlers.map((handler) => track(handler, 640, 360, turned));
  const meta = box('meta', Buffer.from(`com.apple.quicktime.location.ISO6709 ${CANARY}`));
  return Buffer.concat([
    box('ftyp', Buffer.from(brand), Buffer.alloc(4), Buffer.from(brand)),
    box('uuid', Buffer.from(CANARY)),
    box('moov', mvhd, ...tracks, box('udta', Buffer.from(CANARY)), meta),
    box('mdat', Buffer.alloc(20_000, 7)),
  ]);
}

function element(id: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = Buffer.alloc(8);
  size.writeUInt32BE(0x01_00_00_00);
  size.writeUInt32BE(body.length, 4);
  return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
}

const double = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
};

/** A recording as browsers make it: its segment ends when it ends. */
export function webm(kind: 'video' | 'audio'): Buffer {
  const size = element('e0', element('b0', Buffer.from([2, 128])), element('ba', Buffer.from([1, 104])));
  const type = element('83', Buffer.from([kind === 'video' ? 1 : 2]));
  return Buffer.concat([
    element('1a45dfa3', element('4282', Buffer.from('webm'))),
    Buffer.from('1853806701ffffffffffffff', 'hex'),
    element('1549a966', element('2ad7b1', Buffer.from([15, 66, 64])), element('4489', double(1_500))),
    element('1654ae6b', element('ae', type, ...(kind === 'video' ? [size] : []))),
    element('1254c367', Buffer.from(CANARY)),
    element('1f43b675', Buffer.alloc(3_000, 9)),
  ]);
}

/** A second of silence that says who recorded it. */
export function wav(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(8_000 + 36 + 8 + CANARY.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(8_000, 40);
  const list = Buffer.alloc(8);
  list.write('LIST');
  list.writeUInt32LE(CANARY.length, 4);
  return Buffer.concat([header, Buffer.alloc(8_000, 128), list, Buffer.from(CANARY)]);
}

/** Frames of silence between an ID3 tag and an older one. */
export function mp3(): Buffer {
  const frame = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)]);
  const tag = Buffer.concat([
    Buffer.from('494433030000000000', 'hex'),
    Buffer.from([CANARY.length]),
    Buffer.from(CANARY),
  ]);
  const old = Buffer.concat([Buffer.from('TAG'), Buffer.from(CANARY), Buffer.alloc(125 - CANARY.length)]);
  return Buffer.concat([tag, ...Array.from({ length: 20 }, () => frame), old]);
}

/** The beginning of what browsers record as Ogg. */
export function ogg(): Buffer {
  const page = Buffer.alloc(28);
  page.write('OggS');
  page[26] = 1;
  page[27] = 19;
  return Buffer.concat([page, Buffer.from('OpusHead'), Buffer.alloc(400)]);
}

const CRCS = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xed_b8_83_20 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** A piece of a PNG, with its checksum. */
export function pngChunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), body]);
  let crc = 0xff_ff_ff_ff;
  for (const byte of named) crc = (CRCS[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(body.length);
  sum.writeUInt32BE((crc ^ 0xff_ff_ff_ff) >>> 0);
  return Buffer.concat([size, named, sum]);
}
