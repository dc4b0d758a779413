import { createContext } from 'svelte';
import type { ConversationView } from '#contract/conversations';
import { toApiError } from '../../errors.ts';
import type { ApiError } from '../../errors.ts';
import { isUnread } from '../../realtime/inbox-rows.ts';
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
  #more: Promise<boolean> | undefined;
  #keep = $state.raw<readonly number[]>([]);

  readonly unread = $derived.by(() => this.inbox.rows.filter(isUnread).length);
  readonly rows = $derived.by<readonly ConversationView[]>(() => {
    const found = this.search.trim() === '' ? this.inbox.rows : this.inbox.matching(this.search);
    return this.tab === 'all' ? found : found.filter((row) => isUnread(row) || this.#keep.includes(row.id));
  });

  constructor(readonly inbox: Inbox) {}

  show(tab: InboxTab): void {
    this.tab = tab;
    this.#keep = [];
  }

  /** A row that was opened from the unread ones stays among them: reading it must not pull it away. */
  keep(conversationId: number | undefined): void {
    if (conversationId === undefined || this.#keep.includes(conversationId)) return;
    this.#keep = [...this.#keep, conversationId];
  }

  /** Loads the next page of rows; false when that failed. One page at a time, whoever asks. */
  more(): Promise<boolean> {
    this.#more ??= this.#loadMore().finally(() => (this.#more = undefined));
    return this.#more;
  }

  /** Loads rows until `enough` says so or there are none left: to search, and to open one by its address. */
  async complete(enough: () => boolean): Promise<void> {
    if (this.completing) return;
    this.completing = true;
    let going = true;
    while (going && this.inbox.hasMore && !enough()) going = await this.more();
    this.completing = false;
  }

  async #loadMore(): Promise<boolean> {
    try {
      await this.inbox.loadMore();
      this.error = null;
    } catch (thrown) {
      this.error = toApiError(thrown);
    }
    return this.error === null;
  }
}

/** `useInboxView()` inside of the inbox, whose layout calls `setInboxView` once. */
export const [useInboxView, setInboxView] = createContext<InboxView>();
