import { AppError } from '#server/kernel/errors';

/**
 * The chunks of a request's body. Left before its end, it is not cancelled: whoever sends could then not read the answer.
 * @param maxBytes refused at once where more are announced
 * @throws AppError `too_large`; `malformed` when the sender goes away
 */
export async function* chunksOf(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
    throw new AppError('too_large', `A request may have at most ${Math.floor(maxBytes / 1_000_000)} MB.`);
  }
  if (request.body === null) return;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  try {
    for (let part = await next(reader); !part.done; part = await next(reader)) yield part.value;
  } finally {
    reader.releaseLock();
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (error) {
    throw new AppError('malformed', 'The request ended before its body did.', { cause: error });
  }
}
