import type { DraftView } from '#contract/own-threads';

/** Bytes of drafts one answer carries, about: a person who has begun everywhere must still be able to read it. */
const MOST_BYTES = 150_000;

/** Gives drafts a place in one answer, as long as there is room. */
export class DraftRoom {
  #left = MOST_BYTES;

  /** The same, without its draft where that does not fit any more: left out means unknown, null means none. */
  fit<T extends { readonly draft?: DraftView | null | undefined }>(of: T): T {
    if (!of.draft) return of;
    this.#left -= Buffer.byteLength(of.draft.text);
    return this.#left >= 0 ? of : { ...of, draft: undefined };
  }
}
