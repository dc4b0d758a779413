import { ApiError } from '../errors.ts';
import type { Upload, Uploader } from './file.ts';
import type { UploadJobs } from './upload-jobs.ts';

/** Everything this tab uploads, and how far it has come. The code that does it is fetched with the first file. */
export class Uploads implements Uploader {
  readonly #parts = $state<Record<string, number | undefined>>({});
  #jobs: Promise<UploadJobs> | undefined;

  /**
   * @param upload left out, to the page's own server
   * @param me whose files are kept on this device until they are sent; left out, nobody's
   */
  constructor(
    private readonly upload?: Upload,
    readonly me?: number,
  ) {}

  /** How much of a file is on the server, 0 to 1; undefined when nothing was begun. */
  part(fileId: string): number | undefined {
    return this.#parts[fileId];
  }

  async run(...job: Parameters<Uploader['run']>): Promise<number> {
    return (await (this.#jobs ??= this.#load())).run(...job);
  }

  forget(fileIds: readonly string[]): void {
    void this.#jobs?.then((jobs) => jobs.forget(fileIds));
  }

  async #load(): Promise<UploadJobs> {
    try {
      const { UploadJobs } = await import('./upload-jobs.ts');
      return new UploadJobs((fileId, part) => (this.#parts[fileId] = part), this.upload);
    } catch {
      this.#jobs = undefined;
      throw new ApiError('offline');
    }
  }
}
