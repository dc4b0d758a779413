import type { MediaView } from '#contract/media';
import { ApiError, messageOf, toApiError } from '../../errors.ts';
import type { DraftFile, FileFacts } from '../../media/file.ts';
import type { Uploads } from '../../media/uploads.svelte.ts';
import { newUuid } from '../../realtime/uuid.ts';
import { describe, refusalOf } from './describe-file.ts';
import { smallUrl } from './gallery.ts';
import type { MediaKind } from '#contract/enums';
import { kindOf, MAX_FILES } from './media-kinds.ts';

/** One file that was chosen for a message. */
export class TrayFile {
  readonly fileId: string;
  readonly kind: MediaKind;
  /** A picture of it, where there is one. */
  picture = $state<string>();
  /** Why it cannot be sent, in words; it stays until it is taken away. */
  refusal = $state<string>();
  /** Why its upload rests; the message can be sent all the same, and then takes it along when that is possible. */
  trouble = $state<string>();
  draft = $state.raw<DraftFile>();

  /** @param known what it is, where that need not be found out */
  constructor(
    readonly source: Pick<File, 'name' | 'size' | 'type'>,
    kind: MediaKind,
    known?: DraftFile,
  ) {
    this.kind = kind;
    this.draft = known;
    this.fileId = known?.file.fileId ?? newUuid();
  }

  /** From this device. */
  static chosen(file: File): TrayFile {
    const made = new TrayFile(file, kindOf(file));
    made.refusal = refusalOf(file);
    if (made.kind === 'image' && made.refusal === undefined) made.picture = URL.createObjectURL(file);
    return made;
  }

  /** Made here, such as a voice message. */
  static recorded(draft: DraftFile): TrayFile {
    return new TrayFile(sourceOf(draft.file), draft.file.kind, draft);
  }

  /** On the server already. */
  static held(media: MediaView): TrayFile {
    const { id, preview: _, ...facts } = media;
    const file = { ...facts, fileId: newUuid(), uploadId: undefined, mediaId: id };
    const made = new TrayFile(sourceOf(file), media.kind, { file, bytes: undefined });
    made.picture = smallUrl(media);
    return made;
  }

  /** Whether nothing of it is left to bring to the server. */
  get held(): boolean {
    return this.draft?.file.mediaId !== undefined;
  }

  /** Finds out what it is, where that is not known. Never rejects. */
  async look(): Promise<void> {
    const { source } = this;
    if (!(source instanceof File)) return;
    const { facts, poster } = await describe(source);
    if (poster) this.picture = URL.createObjectURL(poster);
    const file = { ...facts, fileId: this.fileId, uploadId: undefined, mediaId: undefined };
    this.draft = { file, bytes: { file: source, poster } };
  }

  release(): void {
    if (this.picture !== undefined) URL.revokeObjectURL(this.picture);
  }
}

function sourceOf({ fileName, bytes, contentType }: FileFacts) {
  return { name: fileName, size: bytes, type: contentType };
}

/** The files of a message that is being written. They are uploaded at once, so that sending has little left to wait for. */
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

  #take(chosen: readonly TrayFile[]): void {
    const room = MAX_FILES - this.files.length;
    this.notice =
      chosen.length > room
        ? `A message takes ${MAX_FILES} files. Send the others with the next one.`
        : undefined;
    const added = chosen.slice(0, room);
    for (const file of chosen.slice(room)) file.release();
    this.files = [...this.files, ...added];
    for (const file of added) if (file.refusal === undefined) void this.#begin(file);
  }

  /** How much of it is on the server, 0 to 1. */
  part({ fileId, held }: TrayFile): number {
    return held ? 1 : (this.uploads.part(fileId) ?? 0);
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
    for (const file of this.files) this.remove(file);
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
    if (!draft || file.held) return;
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
