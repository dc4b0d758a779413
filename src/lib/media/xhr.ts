import { ApiError } from '../errors.ts';
import { done, request } from '../request.ts';

/** An upload that does not move for this long counts as cut off. */
const STALL_MS = 60_000;

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  path: string;
  body?: XMLHttpRequestBodyInit;
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** Bytes of the body that have left. */
  progress?: (sent: number) => void;
}

/** One request that tells how much of it has left, which `fetch` does not. Rejects with an `ApiError`, or when stopped. */
export function call<T>(how: Call): Promise<T> {
  return request<T>(answerTo(how));
}

/** The same where the answer is empty. */
export function callDone(how: Call): Promise<void> {
  return done(answerTo(how));
}

async function answerTo(how: Call): Promise<Response> {
  const xhr = await settled(how);
  const headers = { 'retry-after': xhr.getResponseHeader('retry-after') ?? '' };
  return new Response(xhr.responseText || null, { status: xhr.status, headers });
}

/** JSON in and out. */
export function callJson<T>(how: Omit<Call, 'body'>, body: unknown): Promise<T> {
  const headers = { ...how.headers, 'content-type': 'application/json' };
  return call({ ...how, headers, body: JSON.stringify(body) });
}

function settled({ method, path, body, headers = {}, signal, progress }: Call): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    const stop = () => xhr.abort();
    const watch = stallWatch(() => {
      reject(new ApiError('timeout'));
      stop();
    });
    xhr.upload.addEventListener('progress', ({ loaded }) => {
      watch.moved();
      progress?.(loaded);
    });
    xhr.addEventListener('loadend', () => {
      watch.end();
      signal.removeEventListener('abort', stop);
      // An answer that never came has no status.
      if (xhr.status > 0) resolve(xhr);
      else reject(new ApiError('offline'));
    });
    signal.addEventListener('abort', stop);
    xhr.open(method, path);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.send(body ?? null);
  });
}

function stallWatch(stalled: () => void): { moved(): void; end(): void } {
  let timer = setTimeout(stalled, STALL_MS);
  return {
    moved() {
      clearTimeout(timer);
      timer = setTimeout(stalled, STALL_MS);
    },
    end: () => clearTimeout(timer),
  };
}
