import { toApiError } from './errors.ts';
import type { ApiError } from './errors.ts';

/** One page of a list, as every list of the API answers. */
interface Page<T> {
  items: readonly T[];
  nextCursor: string | null;
}

/** A list that comes in pages: what is held, what is on its way, and what went wrong. Never throws. */
export class PagedList<T> {
  items = $state.raw<readonly T[]>([]);
  /** `loading`: nothing to show yet. A list that has been shown stays while it is read again. */
  status = $state<'loading' | 'ready' | 'error'>('loading');
  /** Why the last read failed, also while older items are on screen. */
  error = $state.raw<ApiError | null>(null);
  /** A read is under way, the first or a later one. */
  busy = $state(false);
  #cursor = $state<string | null>(null);
  #latest = 0;

  readonly hasMore = $derived(this.#cursor !== null);

  /** @param read one page, from the cursor on; what it reads may depend on a search that changes between calls. */
  constructor(private readonly read: (cursor: string | undefined) => Promise<Page<T>>) {}

  /** Reads from the start: the first time, after a change, to try again. */
  async load(): Promise<void> {
    await this.#take(
      () => this.read(undefined),
      (page) => (this.items = page.items),
    );
  }

  /** Reads again all that is shown, however many pages that takes: somebody may be far down in it. */
  async refresh(): Promise<void> {
    await this.#take(
      () => this.#atLeast(this.items.length),
      (page) => (this.items = page.items),
    );
  }

  /** Reads the next page, if there is one. */
  async more(): Promise<void> {
    const cursor = this.#cursor;
    if (cursor === null || this.busy) return;
    await this.#take(
      () => this.read(cursor),
      (page) => (this.items = [...this.items, ...page.items]),
    );
  }

  async #atLeast(count: number): Promise<Page<T>> {
    let { items, nextCursor } = await this.read(undefined);
    while (items.length < count && nextCursor !== null) {
      const page = await this.read(nextCursor);
      items = [...items, ...page.items];
      nextCursor = page.nextCursor;
    }
    return { items, nextCursor };
  }

  async #take(read: () => Promise<Page<T>>, keep: (page: Page<T>) => void): Promise<void> {
    // Answers may overtake each other while somebody types: only the latest question counts.
    const turn = ++this.#latest;
    this.busy = true;
    if (this.status === 'error') this.status = 'loading';
    try {
      const page = await read();
      if (turn !== this.#latest) return;
      keep(page);
      this.#cursor = page.nextCursor;
      this.status = 'ready';
      this.error = null;
    } catch (thrown) {
      if (turn !== this.#latest) return;
      this.error = toApiError(thrown);
      if (this.status === 'loading') this.status = 'error';
    } finally {
      if (turn === this.#latest) this.busy = false;
    }
  }
}
