import type { MediaView } from '#contract/media';
import type { FileBytes, OutgoingFile, UploadHooks } from './file.ts';
import { uploadInPieces } from './upload-in-pieces.ts';
import { call } from './xhr.ts';

/** A larger file comes in pieces, so that a lost connection costs a piece and not all of it. */
const AT_ONCE_BYTES = 1_500_000;

/** Brings a file to the server; gives its media id. Rejects with an `ApiError`. */
export async function uploadFile(file: OutgoingFile, bytes: FileBytes, hooks: UploadHooks): Promise<number> {
  const inPieces = file.uploadId !== undefined || bytes.file.size > AT_ONCE_BYTES;
  const media = await (inPieces ? uploadInPieces : uploadAtOnce)(file, bytes, hooks);
  hooks.progress(1);
  return media.id;
}

function uploadAtOnce(file: OutgoingFile, bytes: FileBytes, hooks: UploadHooks): Promise<MediaView> {
  const form = new FormData();
  form.set('purpose', 'attachment');
  if (file.durationMs !== null) form.set('durationMs', String(file.durationMs));
  if (file.waveform) form.set('waveform', JSON.stringify(file.waveform));
  if (bytes.poster) form.set('poster', bytes.poster, 'poster.jpg');
  // Last, so that the server knows what it is for before the bytes come.
  form.set('file', typed(bytes.file, file.contentType), file.fileName);
  const size = Math.max(1, bytes.file.size);
  const progress = (sent: number) => hooks.progress(Math.min(0.99, sent / size));
  return call({ method: 'POST', path: '/api/media', body: form, signal: hooks.signal, progress });
}

function typed(blob: Blob, type: string): Blob {
  return blob.type === type ? blob : blob.slice(0, blob.size, type);
}
