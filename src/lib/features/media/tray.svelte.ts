import { messageOf, toApiError } from '../../errors.ts';
import type { DraftFile } from '../../media/file.ts';
import type { Uploads } from '../../media/uploads.svelte.ts';
import { newUuid } from '../../realtime/uuid.ts';
import { describe, refusalOf } from './describe-file.ts';
import { kindOf, MAX_FILES } from './media-kinds.ts';

/** One file that was chosen for the next message. */
export class TrayFile {
  readonly fileId = newUuid();
  readonly kind;
  /** A picture of it, where there is one. */
  picture = $state<string>();
  /** Why it cannot be sent, in words; it stays until it is taken away. */
  refusal = $state<string>();
  /** Why its upload rests; the message can be sent all the same, and then takes it along when that is possible. */
  trouble = $state<string>();
  draft = $state.raw<DraftFile>();

  constructor(readonly source: File) {
    this.kind = kindOf(source);
    this.refusal = refusalOf(source);
    if (this.kind === 'image' && this.refusal === undefined) this.picture = URL.createObjectURL(source);
  }

  /** Finds out what it is. Never rejects. */
  async look(): Promise<void> {
    const { facts, poster } = await describe(this.source);
    if (poster) this.picture = URL.createObjectURL(poster);
    const file = { ...facts, fileId: this.fileId, uploadId: undefined, mediaId: undefined };
    this.draft = { file, bytes: { file: this.source, poster } };
  }

  release(): void {
    if (this.picture !== undefined) URL.revokeObjectURL(this.picture);
  }
}

/** The files of the next message. They are uploaded at once, so that sending has little left to wait for. */
export class Tray {
  files = $state.raw<readonly TrayFile[]>([]);
  /** What was wrong with a choice as a whole. */
  notice = $state<string>();

  constructor(private readonly uploads: Uploads) {}

  /** Whether all that is here can be sent, and there is something. */
  get ready(): boolean {
    return this.files.length > 0 && this.files.every(({ refusal, draft }) => draft && refusal === undefined);
  }

  add(chosen: readonly File[]): void {
    const room = MAX_FILES - this.files.length;
    this.notice =
      chosen.length > room
        ? `A message takes ${MAX_FILES} files. Send the others with the next one.`
        : undefined;
    const added = chosen.slice(0, room).map((file) => new TrayFile(file));
    this.files = [...this.files, ...added];
    for (const file of added) if (file.refusal === undefined) void this.#begin(file);
  }

  /** How much of it is on the server, 0 to 1. */
  part({ fileId }: TrayFile): number {
    return this.uploads.part(fileId) ?? 0;
  }

  remove(file: TrayFile): void {
    this.files = this.files.filter((other) => other !== file);
    this.notice = undefined;
    this.uploads.forget([file.fileId]);
    file.release();
  }

  retry(file: TrayFile): void {
    void this.#upload(file);
  }

  /** Hands the files over, and is empty. */
  take(): DraftFile[] {
    const taken = this.files;
    this.files = [];
    this.notice = undefined;
    for (const file of taken) file.release();
    return taken.flatMap(({ draft }) => draft ?? []);
  }

  async #begin(file: TrayFile): Promise<void> {
    await file.look();
    if (this.files.includes(file)) await this.#upload(file);
  }

  async #upload(file: TrayFile): Promise<void> {
    const { draft } = file;
    if (!draft) return;
    file.trouble = undefined;
    try {
      await this.uploads.run(draft.file, () => Promise.resolve(draft.bytes));
    } catch (thrown) {
      const error = toApiError(thrown);
      // Sending waits for the network; what the server refuses it will refuse again.
      if (error.transient || error.code === 'internal') file.trouble = messageOf(error);
      else file.refusal = messageOf(error);
    }
  }
}
