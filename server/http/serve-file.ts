import type { StaticFile } from './static-files.ts';

/** Answers with a file: 304 when the browser has it, else the best encoding it takes. */
export function serveFile(file: StaticFile, request: Request): Response {
  const headers = new Headers({
    etag: file.etag,
    'cache-control': file.cacheControl,
    vary: 'accept-encoding',
  });
  if (isKnown(file.etag, request.headers.get('if-none-match')))
    return new Response(null, { status: 304, headers });
  const chosen = bestVariant(file, request.headers.get('accept-encoding') ?? '');
  headers.set('content-type', file.type);
  headers.set('content-length', String(chosen.bytes.length));
  if (chosen.encoding !== undefined) headers.set('content-encoding', chosen.encoding);
  const body = request.method === 'HEAD' ? null : new Uint8Array(chosen.bytes);
  return new Response(body, { headers });
}

function isKnown(etag: string, presented: string | null): boolean {
  if (presented === null) return false;
  return presented.split(',').some((entry) => entry.trim() === etag);
}

function bestVariant(file: StaticFile, accepted: string): StaticFile['variants'][number] {
  const tokens = accepted
    .split(',')
    .filter((entry) => !/;\s*q=0(\.0*)?\s*$/.test(entry))
    .map((entry) => entry.split(';')[0]?.trim());
  const found = file.variants.find((v) => v.encoding === undefined || tokens.includes(v.encoding));
  if (found === undefined) throw new Error('A static file always has its plain variant');
  return found;
}
