import type { ConversationView } from '#contract/conversations';
import { toApiError } from '../errors.ts';
import type { ApiError } from '../errors.ts';
import type { RealtimeClient } from './client.ts';
import { countUnread, inOrder, matching, otherOf } from './inbox-rows.ts';

/** Every conversation of the reader, pinned ones first, then newest activity. */
export class Inbox {
  rows = $state.raw<readonly ConversationView[]>([]);
  status = $state<'loading' | 'ready' | 'error'>('loading');
  /** Why it could not be loaded, while `status` is `error`. */
  error = $state.raw<ApiError | null>(null);
  /** Until the server's first page has come or failed: what is shown before may not be all. */
  settled = $state(false);
  loadingMore = $state(false);
  #cursor = $state<string | null>(null);
  #stale = false;

  /** Unread messages of others in all conversations that are not muted, and one for each that is marked alone. */
  readonly totalUnread = $derived(countUnread(this.rows, Date.now()));
  readonly hasMore = $derived(this.#cursor !== null);

  constructor(
    private readonly client: RealtimeClient,
    private readonly me: number,
  ) {}

  /** Loads the first page; call it again to retry. Never throws: look at `status`. */
  async load(): Promise<void> {
    if (this.status === 'error') this.status = 'loading';
    try {
      this.#cursor = await this.client.inbox.load();
      this.status = 'ready';
      this.error = null;
    } catch (thrown) {
      this.error = toApiError(thrown);
      if (this.rows.length === 0) this.status = 'error';
    } finally {
      this.settled = true;
    }
  }

  /** Loads the next page, if any. Throws an `ApiError`. */
  async loadMore(): Promise<void> {
    if (this.#cursor === null || this.loadingMore) return;
    this.loadingMore = true;
    try {
      this.#cursor = await this.client.inbox.load(this.#cursor);
    } finally {
      this.loadingMore = false;
    }
  }

  row(conversationId: number): ConversationView | undefined {
    return this.rows.find((row) => row.id === conversationId);
  }

  /** The other person of a row. */
  other(row: ConversationView): ConversationView['coach'] {
    return otherOf(row, this.me);
  }

  /** Rows whose other person's name contains `typed`. */
  matching(typed: string): ConversationView[] {
    return matching(this.rows, typed, this.me);
  }

  /** Takes over what the client holds, once for however many changes arrive together. */
  refresh(): void {
    if (this.#stale) return;
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      this.rows = inOrder(this.client.engine.rows.values());
      if (this.rows.length > 0) this.status = 'ready';
    });
  }
}
