import type { MediaView } from '#contract/media';
import { ApiError, failedWith } from '../errors.ts';
import type { FileBytes, OutgoingFile, UploadHooks } from './file.ts';
import { call, callDone, callJson } from './xhr.ts';

/** Small enough for a slow network: the server gives a request a minute. */
const PIECE_BYTES = 1_000_000;
/** Times in a row that the server may be elsewhere than told, as when two tabs send the same file. */
const MAX_CONFLICTS = 5;

/** How far the server has come. */
interface Received {
  id: string;
  received: number;
  bytes: number;
}
interface Answer {
  upload: Received;
}

/** Goes on where the server is: after a lost connection, a reload, or another tab's work. Rejects with an `ApiError`. */
export async function uploadInPieces(
  file: OutgoingFile,
  bytes: FileBytes,
  hooks: UploadHooks,
): Promise<MediaView> {
  const { signal } = hooks;
  const { id } = await sendAll(await begin(file, hooks), bytes.file, hooks);
  const path = pathOf(id);
  if (bytes.poster) await sendPoster(`${path}/poster`, bytes.poster, signal);
  const { durationMs, waveform } = file;
  const facts = { ...(durationMs !== null && { durationMs }), ...(waveform && { waveform }) };
  return callJson({ method: 'POST', path: `${path}/finish`, signal }, facts);
}

async function begin(file: OutgoingFile, hooks: UploadHooks): Promise<Received> {
  const known =
    file.uploadId === undefined ? undefined : await ask(file.uploadId, hooks.signal).catch(orGone);
  if (known) return known;
  const { fileName, bytes } = file;
  const body = { fileName, bytes, purpose: 'attachment' };
  const path = '/api/media/uploads';
  const { upload } = await callJson<Answer>({ method: 'POST', path, signal: hooks.signal }, body);
  hooks.began(upload.id);
  return upload;
}

/** The server keeps what was begun for a while only: then it begins anew. */
function orGone(error: unknown): undefined {
  if (!failedWith(error, 'not_found') && !failedWith(error, 'gone')) throw error;
}

async function sendAll(begun: Received, file: Blob, hooks: UploadHooks): Promise<Received> {
  let upload = begun;
  let conflicts = 0;
  while (upload.received < upload.bytes) {
    const { id, received } = upload;
    hooks.progress(received / upload.bytes);
    try {
      upload = await sendPiece(upload, file, hooks);
      conflicts = 0;
    } catch (error) {
      if (!failedWith(error, 'conflict')) throw error;
      upload = await ask(id, hooks.signal);
      conflicts = upload.received > received ? 0 : conflicts + 1;
      if (conflicts > MAX_CONFLICTS) throw new ApiError('unavailable');
    }
  }
  return upload;
}

async function sendPiece(
  { id, received, bytes }: Received,
  file: Blob,
  hooks: UploadHooks,
): Promise<Received> {
  const answer = await call<Answer>({
    method: 'PATCH',
    path: pathOf(id),
    headers: { 'upload-offset': String(received), 'content-type': 'application/octet-stream' },
    body: file.slice(received, received + PIECE_BYTES),
    signal: hooks.signal,
    progress: (sent) => hooks.progress(Math.min(0.99, (received + sent) / bytes)),
  });
  return answer.upload;
}

/** A video without a still is still a video: only what may pass is tried again. */
async function sendPoster(path: string, poster: Blob, signal: AbortSignal): Promise<void> {
  const headers = { 'content-type': poster.type };
  try {
    await callDone({ method: 'PUT', path, headers, body: poster, signal });
  } catch (error) {
    if (!(error instanceof ApiError) || error.transient) throw error;
  }
}

async function ask(id: string, signal: AbortSignal): Promise<Received> {
  return (await call<Answer>({ method: 'GET', path: pathOf(id), signal })).upload;
}

function pathOf(id: string): string {
  return `/api/media/uploads/${encodeURIComponent(id)}`;
}
