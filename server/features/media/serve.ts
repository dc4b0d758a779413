import { Readable } from 'node:stream';
import { notFound } from '#server/kernel/errors';
import type { ByteRange } from '#server/platform/storage/index';
import { fullKey, thumbKey, type MediaRow } from './rows.ts';
import type { MediaCtx } from './tools.ts';

export const VARIANTS = ['full', 'thumb'] as const;
export type Variant = (typeof VARIANTS)[number];

/** Opened by itself it is a page that may do nothing, wherever its bytes came from. */
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** What is said of the bytes, whether or not they are sent. */
interface Served {
  readonly key: string;
  readonly type: string;
  readonly size: number;
  readonly headers: Headers;
}

/**
 * Answers with the bytes of something the actor may see: all of them, a range, or that the browser has them.
 * @throws AppError `not_found` for a small picture where there is none, and when the store has lost the bytes
 */
export async function serveMedia(
  ctx: MediaCtx,
  row: MediaRow,
  { variant, request }: { variant: Variant; request: Request },
): Promise<Response> {
  const served = await describe(ctx, row, variant);
  const { headers, size } = served;
  if (knows(request.headers.get('if-none-match'), headers.get('etag'))) {
    return new Response(null, {
      status: 304,
      headers: without(headers, ['content-type', 'content-disposition']),
    });
  }
  const range = rangeOf(request.headers, size, headers.get('etag'));
  if (range === 'outside') {
    headers.set('content-range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set('content-length', String(range ? range.end - range.start + 1 : size));
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`);
  const body = request.method === 'HEAD' ? null : await open(ctx, served.key, range);
  return new Response(body, { status: range ? 206 : 200, headers });
}

async function describe({ media, logger }: MediaCtx, row: MediaRow, variant: Variant): Promise<Served> {
  if (variant === 'thumb' && !row.hasThumb) throw notFound('media');
  const key = variant === 'full' ? fullKey(row.blobKey) : thumbKey(row.blobKey);
  const size = await media.storage.size(key);
  if (size === undefined) {
    logger.error({ mediaId: row.mediaId, variant }, 'the store has lost the bytes of an upload');
    throw notFound('media');
  }
  const type = variant === 'thumb' ? 'image/webp' : row.contentType;
  const headers = new Headers({
    'content-type': type,
    'content-disposition': dispositionOf(row),
    // Bytes never change under a key.
    etag: `"${key}"`,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-security-policy': POLICY,
  });
  return { key, type, size, headers };
}

/** Only what a browser can show without running anything is shown; a file is saved. */
function dispositionOf({ kind, fileName }: MediaRow): string {
  const how = kind === 'file' ? 'attachment' : 'inline';
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

async function open(
  { media }: MediaCtx,
  key: string,
  range: ByteRange | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const bytes = await media.storage.open(key, range);
  if (!bytes) throw notFound('media');
  // Cancelled when the browser goes away; that closes the file or the request to the store.
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
}

function knows(presented: string | null, etag: string | null): boolean {
  if (presented === null) return false;
  return presented.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}

/** The one range that is asked for; undefined for everything: several at once are answered with the whole. */
function rangeOf(asked: Headers, size: number, etag: string | null): ByteRange | 'outside' | undefined {
  const condition = asked.get('if-range');
  if (condition !== null && condition !== etag) return undefined;
  const found = /^bytes=(\d{1,15})?-(\d{1,15})?$/.exec(asked.get('range')?.trim() ?? '');
  const [first, last] = [found?.[1], found?.[2]].map((digits) =>
    digits === undefined ? undefined : Number(digits),
  );
  if (first !== undefined) return rangeFrom(first, last ?? size - 1, size);
  return last === undefined
    ? undefined
    : rangeFrom(last === 0 ? size : Math.max(0, size - last), size - 1, size);
}

function rangeFrom(start: number, end: number, size: number): ByteRange | 'outside' | undefined {
  if (start >= size) return 'outside';
  // Backwards is no range, and what is none is not heeded.
  return end < start ? undefined : { start, end: Math.min(end, size - 1) };
}

function without(headers: Headers, names: readonly string[]): Headers {
  for (const name of names) headers.delete(name);
  return headers;
}
