import { createContext } from 'svelte';
import type { ConversationView } from '#contract/conversations';
import { toApiError } from '../../errors.ts';
import type { ApiError } from '../../errors.ts';
import type { Inbox } from '../../realtime/inbox.svelte.ts';

export type InboxTab = 'all' | 'unread';

/** What of the inbox is on screen: the tab, the search, and the rows they leave. */
export class InboxView {
  tab = $state<InboxTab>('all');
  search = $state('');
  /** Why more rows could not be loaded. */
  error = $state.raw<ApiError | null>(null);
  /** Set while every row is being fetched, so that none is missed. */
  completing = $state(false);
  #keep = $state.raw<ReadonlySet<number>>(new Set());

  readonly unread = $derived.by(() => this.inbox.rows.filter((row) => row.unreadCount > 0).length);
  readonly rows = $derived.by<readonly ConversationView[]>(() => {
    const found = this.search.trim() === '' ? this.inbox.rows : this.inbox.matching(this.search);
    return this.tab === 'all' ? found : found.filter((row) => row.unreadCount > 0 || this.#keep.has(row.id));
  });

  constructor(readonly inbox: Inbox) {}

  show(tab: InboxTab): void {
    this.tab = tab;
    this.#keep = new Set();
  }

  /** A row that was opened from the unread ones stays among them: reading it must not pull it away. */
  keep(conversationId: number | undefined): void {
    if (conversationId === undefined || this.#keep.has(conversationId)) return;
    this.#keep = new Set([...this.#keep, conversationId]);
  }

  /** Loads the next page of rows. */
  async more(): Promise<void> {
    try {
      await this.inbox.loadMore();
      this.error = null;
    } catch (thrown) {
      this.error = toApiError(thrown);
    }
  }

  /** Loads rows until `enough` says so or there are none left: to search, and to open one by its address. */
  async complete(enough: () => boolean): Promise<void> {
    if (this.completing) return;
    this.completing = true;
    this.error = null;
    while (this.inbox.hasMore && !enough() && !this.error) await this.more();
    this.completing = false;
  }
}

/** `useInboxView()` inside of the inbox, whose layout calls `setInboxView` once. */
export const [useInboxView, setInboxView] = createContext<InboxView>();
