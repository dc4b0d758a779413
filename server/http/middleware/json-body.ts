import { createMiddleware } from 'hono/factory';
import { AppError } from '#server/kernel/errors';
import { marksOf } from '../route-marks.ts';

/** Bytes of a JSON body at most; the same as of a socket event. */
const MAX_JSON_BYTES = 65_536;

const JSON_TYPE = /^application\/([\w.-]+\+)?json$/i;

/**
 * Reads the body of a route that takes JSON, counting while it streams and checking that it is UTF-8 and JSON; the
 * route's own parser then finds it read. Other routes never look at a body.
 * @throws AppError `unsupported_media`, `too_large` or `malformed`
 */
export const jsonBody = createMiddleware(async (c, next) => {
  const { takesJson, bodyOptional } = marksOf(c);
  if (takesJson) {
    const bytes = await limitedBytes(c.req.raw, c.req.header('content-length'));
    // What parses the body takes `{}` for one that was not announced as JSON.
    c.req.raw = bytes.length === 0 && bodyOptional ? withBody(c.req.raw, '{}') : readJson(c.req.raw, bytes);
  }
  await next();
});

function readJson(request: Request, bytes: Uint8Array): Request {
  if (bytes.length === 0) throw malformed('The body is empty; this needs JSON.');
  requireJsonType(request.headers.get('content-type') ?? undefined);
  return withBody(request, readableJson(bytes));
}

function withBody({ url, method, headers }: Request, body: string): Request {
  return new Request(url, { method, headers, body });
}

function requireJsonType(header: string | undefined): void {
  const type = header?.split(';')[0]?.trim() ?? '';
  if (!JSON_TYPE.test(type)) throw new AppError('unsupported_media', 'Send the body as application/json.');
}

async function limitedBytes(request: Request, announced: string | undefined): Promise<Uint8Array> {
  if (Number(announced ?? 0) > MAX_JSON_BYTES) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of streamOf(request.body)) {
    size += chunk.length;
    if (size > MAX_JSON_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* streamOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    reader.releaseLock();
  }
}

/** The body as text that is certain to parse. A lenient decoder would store what was never sent. */
function readableJson(bytes: Uint8Array): string {
  const text = decoded(bytes);
  try {
    JSON.parse(text);
  } catch {
    throw malformed('The body is not JSON.');
  }
  return text;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('The body is not UTF-8.');
  }
}

const tooLarge = () => new AppError('too_large', 'The body is larger than 64 KB.');
const malformed = (detail: string) => new AppError('malformed', detail);
