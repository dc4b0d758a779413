import type { MediaKind } from '#contract/enums';
import type { MediaView } from '#contract/media';
import type { DraftFile, FileFacts } from '../../media/file.ts';
import { newUuid } from '../../realtime/uuid.ts';
import { describe, refusalOf } from './describe-file.ts';
import { smallUrl } from './gallery.ts';
import { kindOf } from './media-kinds.ts';

/** A file that outlived its page, with its place among the others. */
export interface KeptFile {
  readonly draft: DraftFile;
  readonly place: number;
}

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
  /** Grows from file to file, also across pages. */
  place = 0;

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

  /** Left here by an earlier page. */
  static kept({ draft, place }: KeptFile): TrayFile {
    const made = new TrayFile(sourceOf(draft.file), draft.file.kind, draft);
    made.place = place;
    made.picture = pictureOf(draft);
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

function pictureOf({ file, bytes }: DraftFile): string | undefined {
  const { mediaId: id, kind, poster } = file;
  if (!bytes) return id === undefined ? undefined : smallUrl({ id, kind, poster });
  const picture = kind === 'image' ? bytes.file : bytes.poster;
  return picture && URL.createObjectURL(picture);
}

function sourceOf({ fileName, bytes, contentType }: FileFacts) {
  return { name: fileName, size: bytes, type: contentType };
}
