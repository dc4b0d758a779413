import { ApiError, toApiError } from '../errors.ts';
import type { FileBytes, OutgoingFile, Upload, UploadHooks, Uploader } from './file.ts';
import { uploadFile } from './upload-file.ts';

/** Uploads at a time; a browser has few connections, and the rest of the app needs some. */
const AT_ONCE = 2;

interface Job {
  result: Promise<number>;
  stop: AbortController;
  listeners: Set<(uploadId: string) => void>;
}

/** The uploads of a tab, a few at a time. Who asks for a file that is on its way already waits for the same upload. */
export class UploadJobs implements Uploader {
  readonly #jobs = new Map<string, Job>();
  /** Of uploads that broke off: where to go on. */
  readonly #begun = new Map<string, string>();
  readonly #queue: (() => void)[] = [];
  #running = 0;

  /**
   * @param moved is told how much of a file is on the server, 0 to 1; undefined once it is forgotten
   * @param upload does it
   */
  constructor(
    private readonly moved: (fileId: string, part: number | undefined) => void,
    private readonly upload: Upload = uploadFile,
  ) {}

  /**
   * Uploads a file and gives its media id. Rejects with an `ApiError`, or when it was cancelled.
   *
   * @param began is told the id under which a later try can go on
   */
  run(
    file: OutgoingFile,
    bytes: () => Promise<FileBytes | undefined>,
    began: (uploadId: string) => void = () => undefined,
  ): Promise<number> {
    const job = this.#jobs.get(file.fileId) ?? this.#start(file, bytes);
    job.listeners.add(began);
    const uploadId = this.#begun.get(file.fileId);
    if (uploadId !== undefined) began(uploadId);
    return job.result;
  }

  /** Stops what is on its way, and forgets what has arrived. */
  forget(fileIds: readonly string[]): void {
    for (const fileId of fileIds) {
      this.#jobs.get(fileId)?.stop.abort();
      this.#jobs.delete(fileId);
      this.#begun.delete(fileId);
      this.moved(fileId, undefined);
    }
  }

  #start(file: OutgoingFile, bytes: () => Promise<FileBytes | undefined>): Job {
    const { fileId } = file;
    const stop = new AbortController();
    const listeners = new Set<(uploadId: string) => void>();
    const hooks: UploadHooks = {
      signal: stop.signal,
      progress: (part) => {
        if (!stop.signal.aborted) this.moved(fileId, part);
      },
      began: (uploadId) => {
        this.#begun.set(fileId, uploadId);
        for (const began of listeners) began(uploadId);
      },
    };
    const job = { stop, listeners, result: this.#inTurn(() => this.#upload(file, bytes, hooks)) };
    this.#jobs.set(fileId, job);
    job.result.catch(() => {
      // The next who asks tries again.
      if (this.#jobs.get(fileId) === job) this.#jobs.delete(fileId);
    });
    return job;
  }

  async #upload(file: OutgoingFile, bytes: () => Promise<FileBytes | undefined>, hooks: UploadHooks) {
    const uploadId = this.#begun.get(file.fileId) ?? file.uploadId;
    hooks.signal.throwIfAborted();
    hooks.progress(0);
    const held = await bytes();
    if (!held || !(await isReadable(held.file)))
      throw new ApiError('gone', { detail: 'It can no longer be read on this device.' });
    return this.upload({ ...file, uploadId }, held, hooks);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) await new Promise<void>((go) => this.#queue.push(go));
    this.#running += 1;
    try {
      return await work();
    } catch (error) {
      throw toApiError(error);
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }
}

/** A picked file may have been changed or taken away since; the network's own error would not say so. */
async function isReadable(file: Blob): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}
