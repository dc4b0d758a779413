import type { MediaView } from '#contract/media';

/** What this device could tell about a file; the server looks for itself. */
export type FileFacts = Omit<MediaView, 'id' | 'preview'>;

/** A file on its way to the server. Its bytes lie beside it, under `fileId`. */
export interface OutgoingFile extends FileFacts {
  /** A UUID of this device. */
  readonly fileId: string;
  /** The upload in pieces that was begun for it, if any. */
  readonly uploadId: string | undefined;
  /** What it became on the server, once all of it is there. */
  readonly mediaId: number | undefined;
}

export interface FileBytes {
  readonly file: Blob;
  /** A still of a video. */
  readonly poster: Blob | undefined;
}

export interface UploadHooks {
  signal: AbortSignal;
  /** How much of it is on the server, 0 to 1. */
  progress(part: number): void;
  /** It can be gone on with under this id. */
  began(uploadId: string): void;
}

/** Brings a file to the server; gives its media id. Rejects with an `ApiError`. */
export type Upload = (file: OutgoingFile, bytes: FileBytes, hooks: UploadHooks) => Promise<number>;

/** What brings files to the server. */
export interface Uploader {
  /** Uploads a file, or joins who does already; see `Uploads`. */
  run(
    file: OutgoingFile,
    bytes: () => Promise<FileBytes | undefined>,
    began?: (uploadId: string) => void,
  ): Promise<number>;
  forget(fileIds: readonly string[]): void;
}

/** A file with its bytes, as it is handed to the outbox. */
export interface DraftFile {
  readonly file: OutgoingFile;
  /** Undefined of what was on the server before it was chosen. */
  readonly bytes: FileBytes | undefined;
}
