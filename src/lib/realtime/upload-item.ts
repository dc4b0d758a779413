import { toApiError } from '../errors.ts';
import type { ApiError } from '../errors.ts';
import type { FileBytes, OutgoingFile, Uploader } from '../media/file.ts';
import type { Entry } from './outbox-entries.ts';

/**
 * Brings what of an item is not on the server yet, one file after the other. Rejects with an `ApiError`.
 *
 * @param remember keeps what became known of a file; whoever sends the message again must name the same media
 */
export async function uploadFiles(
  entry: Entry,
  bytes: (fileId: string) => Promise<FileBytes | undefined>,
  uploads: Uploader,
  remember: (file: OutgoingFile) => Promise<void>,
): Promise<void> {
  for (const file of entry.item.files) {
    if (file.mediaId !== undefined) continue;
    const began = (uploadId: string) => void remember({ ...file, uploadId });
    const upload = uploads.run(file, () => bytes(file.fileId), began);
    const mediaId = await upload.catch((error: unknown) => {
      throw about(file.fileName, toApiError(error));
    });
    await remember({ ...file, mediaId });
    // It got somewhere: what fails next waits from the beginning.
    entry.attempts = 1;
  }
}

function about(fileName: string, error: ApiError): ApiError {
  error.about = fileName;
  return error;
}
