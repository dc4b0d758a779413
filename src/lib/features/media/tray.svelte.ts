import type { MediaView } from '#contract/media';
import { ApiError, messageOf, toApiError } from '../../errors.ts';
import type { DraftFile, OutgoingFile } from '../../media/file.ts';
import type { Uploads } from '../../media/uploads.svelte.ts';
import { MAX_FILES } from './media-kinds.ts';
import { TrayFile, type KeptFile } from './tray-file.svelte.ts';

/** Where the files of a tray outlive the page. Nothing of it fails or is waited for. */
export interface TrayShelf {
  keep(file: KeptFile): void;
  /** What became known of a file, if it is kept. */
  learn(file: OutgoingFile): void;
  /** They have left the tray, with a message or for nothing. */
  letGo(fileIds: readonly string[]): void;
}

const noShelf: TrayShelf = { keep: () => undefined, learn: () => undefined, letGo: () => undefined };

/** The files of a message that is being written. They are uploaded at once, so that sending has little left to wait for. */
export class Tray {
  files = $state.raw<readonly TrayFile[]>([]);
  /** What was wrong with a choice as a whole. */
  notice = $state<string>();
  #lastPlace = 0;

  /** @param shelf left out where a reload may take everything along */
  constructor(
    private readonly uploads: Uploads,
    private readonly shelf = noShelf,
  ) {}

  /** Whether all that is here can be sent, and there is something. */
  get ready(): boolean {
    return this.files.length > 0 && this.files.every(({ refusal, draft }) => draft && refusal === undefined);
  }

  add(chosen: readonly File[]): void {
    this.#take(chosen.map((file) => TrayFile.chosen(file)));
  }

  /** What was made here. */
  addRecorded(draft: DraftFile): void {
    this.#take([TrayFile.recorded(draft)]);
  }

  /** What is on the server and the reader's to send. */
  addHeld(media: readonly MediaView[]): void {
    this.#take(media.map((view) => TrayFile.held(view)));
  }

  /** What an earlier page left. */
  addKept(kept: readonly KeptFile[]): void {
    this.#take(kept.map((file) => TrayFile.kept(file)));
  }

  #take(chosen: readonly TrayFile[]): void {
    const room = MAX_FILES - this.files.length;
    this.notice =
      chosen.length > room
        ? `A message takes ${MAX_FILES} files. Send the others with the next one.`
        : undefined;
    const added = chosen.slice(0, room);
    for (const file of chosen.slice(room)) file.release();
    this.files = [...this.files, ...added];
    for (const file of added) {
      if (file.place === 0) file.place = this.#nextPlace();
      if (file.refusal === undefined) void this.#begin(file);
    }
  }

  #nextPlace(): number {
    this.#lastPlace = Math.max(this.#lastPlace + 1, Date.now());
    return this.#lastPlace;
  }

  /** How much of it is on the server, 0 to 1. */
  part({ fileId, held }: TrayFile): number {
    return held ? 1 : (this.uploads.part(fileId) ?? 0);
  }

  remove(...files: readonly TrayFile[]): void {
    this.#drop(files);
    this.shelf.letGo(files.map(({ fileId }) => fileId));
  }

  /** Another tab has sent or removed these. */
  lose(fileIds: readonly string[]): void {
    this.#drop(this.files.filter(({ fileId }) => fileIds.includes(fileId)));
  }

  #drop(gone: readonly TrayFile[]): void {
    this.files = this.files.filter((file) => !gone.includes(file));
    this.notice = undefined;
    this.uploads.forget(gone.map(({ fileId }) => fileId));
    for (const file of gone) file.release();
  }

  /**
   * The server has nothing of these any more: they are uploaded once more, and what this device has nothing of either is
   * named and taken away.
   */
  renew(files: readonly TrayFile[]): void {
    const lost = files.filter(({ draft }) => !draft?.bytes);
    if (lost.length > 0) this.remove(...lost);
    const names = lost.map(({ source }) => source.name).join(', ');
    if (names !== '') this.notice = `No longer there: ${names}. Attach again what is to be sent.`;
    for (const file of files) {
      this.#learn(file, { uploadId: undefined, mediaId: undefined });
      void this.#upload(file);
    }
  }

  retry(file: TrayFile): void {
    void this.#upload(file);
  }

  /** Brings all of it to the server and gives the media ids, in order. Rejects with an `ApiError`. */
  mediaIds(): Promise<number[]> {
    return Promise.all(
      this.files.map(async ({ draft }) => {
        if (!draft) throw new ApiError('unsupported_media');
        return draft.file.mediaId ?? this.uploads.run(draft.file, () => Promise.resolve(draft.bytes));
      }),
    );
  }

  /** Lets go of everything: something else has it now, or nobody wants it. */
  clear(): void {
    this.remove(...this.files);
  }

  /** Hands the files over, and is empty. */
  take(): DraftFile[] {
    const taken = this.files;
    this.files = [];
    this.notice = undefined;
    for (const file of taken) file.release();
    this.shelf.letGo(taken.map(({ fileId }) => fileId));
    return taken.flatMap(({ draft }) => draft ?? []);
  }

  async #begin(file: TrayFile): Promise<void> {
    await file.look();
    const { draft, place } = file;
    if (!draft || !this.files.includes(file)) return;
    this.shelf.keep({ draft, place });
    await this.#upload(file);
  }

  async #upload(file: TrayFile): Promise<void> {
    const { draft } = file;
    if (!draft?.bytes || file.held) return;
    const began = (uploadId: string) => this.#learn(file, { uploadId });
    file.trouble = undefined;
    try {
      const mediaId = await this.uploads.run(draft.file, () => Promise.resolve(draft.bytes), began);
      this.#learn(file, { mediaId });
    } catch (thrown) {
      const error = toApiError(thrown);
      // Sending waits for the network; what the server refuses it will refuse again.
      if (error.transient || error.code === 'internal') file.trouble = messageOf(error);
      else this.#refuse(file, messageOf(error));
    }
  }

  #refuse(file: TrayFile, refusal: string): void {
    file.refusal = refusal;
    this.shelf.letGo([file.fileId]);
  }

  #learn(file: TrayFile, known: Partial<Pick<OutgoingFile, 'uploadId' | 'mediaId'>>): void {
    if (!file.draft || !this.files.includes(file)) return;
    file.draft = { ...file.draft, file: { ...file.draft.file, ...known } };
    this.shelf.learn(file.draft.file);
  }
}
