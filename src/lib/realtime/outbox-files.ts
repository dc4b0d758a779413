import { ApiError } from '../errors.ts';
import type { OutgoingFile, Uploader } from '../media/file.ts';
import type { Entry } from './outbox-entries.ts';
import type { OutboxItem } from './outbox-store.ts';

/** Tries that may end in a fault of the server before a message is shown as failed. */
const MAX_SERVER_FAULTS = 5;

/** Of a device that sends text alone. */
export const noUploads: Uploader = {
  run: () => Promise.reject(new ApiError('unsupported_media')),
  forget: () => undefined,
};

/** Whether something is tried again by itself after this error, which counts. */
export function triesAgain(entry: Entry, error: ApiError): boolean {
  if (error.transient || error.code === 'unauthenticated') return true;
  if (error.code !== 'internal' && !refusesMedia(error)) return false;
  entry.faults += 1;
  return entry.faults < MAX_SERVER_FAULTS;
}

/** Whether nothing of it can be on the server as a message. */
export function mayGo({ item, flying, uploading, stored }: Entry): boolean {
  if (item.state === 'failed') return true;
  return item.files.length > 0 && stored === undefined && (uploading || !flying);
}

export function fileIdsOf({ files }: OutboxItem): string[] {
  return files.map((file) => file.fileId);
}

/** The media ids of an item whose files are all on the server. */
export function mediaIdsOf({ files }: OutboxItem): number[] {
  return files.map((file) => file.mediaId).filter((mediaId) => mediaId !== undefined);
}

/** An item with what became known of one of its files. */
export function withFile(item: OutboxItem, file: OutgoingFile): OutboxItem {
  const files = item.files.map((other) => (other.fileId === file.fileId ? file : other));
  return { ...item, files };
}

/** Whether the server no longer has what was uploaded: what no message holds is swept in time. */
export function refusesMedia({ fields }: ApiError): boolean {
  return fields.some(({ path }) => path.startsWith('mediaIds'));
}

/** As if nothing of it was uploaded. */
export function withoutMedia(item: OutboxItem): OutboxItem {
  const fresh = { uploadId: undefined, mediaId: undefined };
  return { ...item, files: item.files.map((file) => ({ ...file, ...fresh })) };
}
