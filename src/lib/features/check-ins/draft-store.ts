import * as z from 'zod/mini';

/** A check-in as far as it is filled in. `weight` is in the person's own units. */
const checkInDraft = z.object({
  weight: z.nullable(z.number()),
  feeling: z.nullable(z.int()),
  notes: z.string(),
});
export type CheckInDraft = z.infer<typeof checkInDraft>;

/** Where drafts are kept; the browser's forget everything with the tab, because a draft is health data. */
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One person's draft of one check-in. Storage that is full or forbidden only means that nothing is kept. */
export class DraftStore {
  readonly #key: string;

  constructor(
    userId: number,
    which: string,
    private readonly shelf: Shelf = sessionStorage,
  ) {
    this.#key = `spotter:check-in:${userId}:${which}`;
  }

  read(): CheckInDraft | undefined {
    try {
      const parsed = checkInDraft.safeParse(JSON.parse(this.shelf.getItem(this.#key) ?? 'null'));
      return parsed.success ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  }

  write(draft: CheckInDraft): void {
    try {
      this.shelf.setItem(this.#key, JSON.stringify(draft));
    } catch {
      // The form goes on without a copy.
    }
  }

  clear(): void {
    try {
      this.shelf.removeItem(this.#key);
    } catch {
      // As above.
    }
  }
}
