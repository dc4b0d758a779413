import type { Uploader } from './file.ts';
import { UploadJobs } from './upload-jobs.ts';
import type { Upload } from './upload-jobs.ts';

const fromServer = async (): Promise<Upload> => (await import('./upload-file.ts')).uploadFile;

/** Everything this tab uploads, and how far it has come. */
export class Uploads implements Uploader {
  readonly #parts = $state<Record<string, number | undefined>>({});
  readonly #jobs: UploadJobs;

  /** @param load fetches the code that uploads, when it is first needed */
  constructor(load = fromServer) {
    this.#jobs = new UploadJobs(load, (fileId, part) => (this.#parts[fileId] = part));
  }

  /** How much of a file is on the server, 0 to 1; undefined when nothing was begun. */
  part(fileId: string): number | undefined {
    return this.#parts[fileId];
  }

  run(...job: Parameters<Uploader['run']>): Promise<number> {
    return this.#jobs.run(...job);
  }

  forget(fileIds: Iterable<string>): void {
    this.#jobs.forget(fileIds);
  }
}
