import type { Members, MessageView } from '#contract/conversations';
import { toApiError } from '../errors.ts';
import type { ApiError } from '../errors.ts';
import type { DraftFile, FileBytes } from '../media/file.ts';
import type { Uploads } from '../media/uploads.svelte.ts';
import type { RealtimeClient } from './client.ts';
import type { Drafts } from './drafts.ts';
import type { OutboxItem } from './outbox-store.ts';
import { threadItems } from './thread-items.ts';
import type { ThreadItem } from './thread-items.ts';
import { hasOlder } from './thread-state.ts';
import type { ThreadState } from './thread-state.ts';

const NONE: readonly MessageView[] = [];

export interface ThreadDeps {
  client: RealtimeClient;
  drafts: Drafts;
  uploads: Uploads;
  me: number;
  /** Whether somebody looks at the page. */
  attentive(): boolean;
}

/** One conversation on screen: its messages, what is on its way, receipts, typing and the draft. */
export class Thread {
  #state = $state.raw<ThreadState | undefined>(undefined);
  pending = $state.raw<readonly OutboxItem[]>([]);
  /** User ids of others who are typing. */
  typing = $state.raw<readonly number[]>([]);
  /** `gone`: not there, or no longer the reader's. */
  status = $state<'idle' | 'loading' | 'ready' | 'error' | 'gone'>('idle');
  error = $state.raw<ApiError | null>(null);
  loadingOlder = $state(false);
  /** Set while a page before the window could not be loaded. */
  olderError = $state.raw<ApiError | null>(null);
  /** The new-messages divider stands before the first message of others beyond this `seq`. */
  dividerSeq = $state<number | null>(null);
  /** Between `enter` and `leave`. */
  onScreen = $state(false);
  #draft = $state('');
  #seen = 0;

  constructor(
    readonly conversationId: number,
    private readonly deps: ThreadDeps,
  ) {
    this.#draft = deps.drafts.read(conversationId);
    this.refresh();
    this.refreshPending();
  }

  // Plain getters: a derived value dies with the component that first asked for the thread, and the thread lives on.
  get messages(): readonly MessageView[] {
    return this.#state?.messages ?? NONE;
  }

  get members(): Members {
    return this.#state?.members ?? {};
  }

  get lastSeq(): number {
    return this.#state?.lastSeq ?? 0;
  }

  get hasOlder(): boolean {
    return this.#state ? hasOlder(this.#state) : false;
  }

  get uploads(): Uploads {
    return this.deps.uploads;
  }

  get draft(): string {
    return this.#draft;
  }

  /** Kept on this device, also across a reload. */
  set draft(text: string) {
    this.#draft = text;
    this.deps.drafts.write(this.conversationId, text);
  }

  /** What the screen draws, from oldest to newest. `timeZone` is the reader's. */
  items(timeZone: string): ThreadItem[] {
    const { me } = this.deps;
    const { dividerSeq, members } = this;
    return threadItems(this.messages, this.pending, { me, timeZone, dividerSeq, members });
  }

  /** Loads the newest page unless it is there; call it again to retry. Never throws: look at `status`. */
  async load(): Promise<void> {
    if (this.#state?.window === 'open' || this.status === 'loading') return;
    this.status = 'loading';
    try {
      await this.deps.client.open(this.conversationId);
      this.error = null;
      this.status = 'ready';
    } catch (thrown) {
      this.error = toApiError(thrown);
      this.status = this.error.code === 'not_found' ? 'gone' : 'error';
    }
  }

  /** Loads the page before the first message. Never throws: look at `olderError`. */
  async loadOlder(): Promise<void> {
    if (this.loadingOlder) return;
    this.loadingOlder = true;
    try {
      await this.deps.client.loadOlder(this.conversationId);
      this.olderError = null;
    } catch (thrown) {
      this.olderError = toApiError(thrown);
    } finally {
      this.loadingOlder = false;
    }
  }

  /** Loads back until a message is in the window, for jumping to what a reply quotes. False when it cannot be. */
  async reveal(seq: number): Promise<boolean> {
    const first = () => this.messages[0]?.seq ?? 1;
    while (first() > seq) {
      const before = first();
      await this.loadOlder();
      if (first() === before) return false;
    }
    return this.messages.some((message) => message.seq === seq);
  }

  /** The thread is on screen now: shows the divider where reading stopped, and loads what is missing. */
  enter(): void {
    if (this.onScreen) return;
    this.onScreen = true;
    const row = this.deps.client.engine.rows.get(this.conversationId);
    const readSeq = row?.members[String(this.deps.me)]?.readSeq ?? 0;
    this.dividerSeq = row && row.unreadCount > 0 ? readSeq : null;
    this.#seen = 0;
    void this.load();
  }

  leave(): void {
    this.onScreen = false;
    this.dividerSeq = null;
    this.stopTyping();
  }

  /** Sends the text (trimmed) and files; nothing happens if there is neither. Clears the draft and the divider. */
  send(text: string, replyToSeq?: number, files: readonly DraftFile[] = []): void {
    const trimmed = text.trim();
    if (trimmed === '' && files.length === 0) return;
    this.#draft = '';
    this.dividerSeq = null;
    // The stored draft stays until the message is kept: nothing in between can lose the text.
    const kept = () => this.deps.drafts.write(this.conversationId, this.#draft);
    this.deps.client.send(this.conversationId, trimmed, replyToSeq, kept, files);
  }

  /** What a file consists of that waits to be sent; undefined when it is gone. Rejects when that cannot be read. */
  fileBytes(fileId: string): Promise<FileBytes | undefined> {
    return this.deps.client.fileBytes(fileId);
  }

  retry(clientMessageId: string): void {
    this.deps.client.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.deps.client.discard(clientMessageId);
  }

  /** The message with this `seq` is in view. Told to the server only while somebody looks at the thread. */
  markRead(seq: number): void {
    this.#seen = Math.max(this.#seen, seq);
    this.attentionChanged();
  }

  /** A key was pressed in the composer. */
  typed(): void {
    this.deps.client.typed(this.conversationId);
  }

  /** The composer lost the focus or was emptied. */
  stopTyping(): void {
    this.deps.client.stoppedTyping(this.conversationId);
  }

  /** Somebody looks again: what came into view meanwhile counts as read now. */
  attentionChanged(): void {
    if (!this.onScreen || !this.deps.attentive() || this.#seen === 0) return;
    this.deps.client.markRead(this.conversationId, this.#seen);
  }

  /** Somebody else's message came in; unseen, it is where the divider goes. */
  arrived(message: MessageView): void {
    if (this.onScreen && !this.deps.attentive()) this.dividerSeq ??= message.seq - 1;
  }

  /** Takes over what the client holds. */
  refresh(): void {
    this.#state = this.deps.client.engine.threads.get(this.conversationId);
    if (this.#state?.window === 'open') this.status = 'ready';
    else if (!this.#state && this.status === 'ready') this.status = 'gone';
  }

  refreshPending(): void {
    this.pending = this.deps.client.pending(this.conversationId);
  }

  refreshTyping(): void {
    this.typing = this.deps.client.typingAt(this.conversationId);
  }
}
