import type { Members, MessageView } from '#contract/conversations';
import { toApiError } from '../errors.ts';
import type { ApiError } from '../errors.ts';
import type { DraftFile, FileBytes } from '../media/file.ts';
import type { Uploads } from '../media/uploads.svelte.ts';
import type { RealtimeClient } from './client.ts';
import type { OutboxItem } from './outbox-store.ts';
import { threadItems } from './thread-items.ts';
import type { ThreadItem } from './thread-items.ts';
import { bySeq } from './runs.ts';
import { ThreadDraft } from './thread-draft.svelte.ts';
import { ThreadEdge } from './thread-edge.svelte.ts';
import type { ThreadState } from './thread-state.ts';
import type { ActEvent, UpPayload } from './wire.ts';
import { hasNewer, hasOlder, viewOf } from './thread-window.ts';
import { dayKey } from '../ui/format-date.ts';

const NONE: readonly MessageView[] = [];
/** Messages that are still announced while the next ones come. */
const HEARD = 5;

/** Who comes back after a long time waits so long for where they stopped; then the newest messages will do. */
const UNREAD_MS = 4_000;

export interface ThreadDeps {
  client: RealtimeClient;
  uploads: Uploads;
  me: number;
  /** Whether somebody looks at the page. */
  attentive(): boolean;
}

/** One conversation on screen: its messages, what is on its way, receipts, typing and the draft. */
export class Thread {
  /** What is read: one run of messages, wherever in the thread. */
  messages = $state.raw<readonly MessageView[]>(NONE);
  members = $state.raw<Members>({});
  lastSeq = $state(0);
  /** New messages of the other person, wherever in the thread they are. */
  unreadCount = $state(0);
  /** Whether there is more before and after `messages`. */
  hasOlder = $state(false);
  hasNewer = $state(false);
  readonly draft: ThreadDraft;
  readonly older: ThreadEdge;
  readonly newer: ThreadEdge;
  pending = $state.raw<readonly OutboxItem[]>([]);
  /** User ids of others who are typing. */
  typing = $state.raw<readonly number[]>([]);
  /** `gone`: not there, or no longer the reader's. */
  status = $state<'idle' | 'loading' | 'ready' | 'error' | 'gone'>('idle');
  error = $state.raw<ApiError | null>(null);
  /** The new-messages divider stands before the first message of others beyond this `seq`. */
  dividerSeq = $state<number | null>(null);
  /** Between `enter` and `leave`. */
  onScreen = $state(false);
  /** What somebody else said while the thread was on screen, the newest last: for those who cannot see it come. */
  heard = $state.raw<readonly MessageView[]>(NONE);
  #seen = 0;
  /** New messages of the other person when the thread came on screen. */
  #unread = 0;
  /** Where reading stopped is being looked for: until then there is nothing to show. */
  #seeking = false;

  constructor(
    readonly conversationId: number,
    private readonly deps: ThreadDeps,
  ) {
    const { pages } = deps.client;
    this.draft = new ThreadDraft(conversationId, deps.client);
    this.older = new ThreadEdge(() => pages.older(conversationId));
    this.newer = new ThreadEdge(() => pages.newer(conversationId));
    this.refresh();
    this.refreshPending();
  }

  get uploads(): Uploads {
    return this.deps.uploads;
  }

  /** What the screen draws, from oldest to newest. `timeZone` is that of the reader's clock. */
  items(timeZone: string): ThreadItem[] {
    const { me } = this.deps;
    const { dividerSeq, members, hasNewer: partial } = this;
    return threadItems(this.messages, this.pending, { me, timeZone, dividerSeq, members, partial });
  }

  /** Loads what is to be shown first unless it is there; call it again to retry. Never throws: look at `status`. */
  async load(): Promise<void> {
    if (this.#isOpen) this.#placeDivider();
    if (this.status === 'loading' || (this.#isOpen && this.#unreadIsHeld)) return;
    this.status = 'loading';
    this.#seeking = true;
    try {
      await this.deps.client.open(this.conversationId);
      this.#placeDivider();
      await this.#seekUnread();
      this.error = null;
      this.status = 'ready';
    } catch (thrown) {
      this.error = toApiError(thrown);
      this.status = this.error.code === 'not_found' ? 'gone' : 'error';
    } finally {
      this.#seeking = false;
    }
  }

  /** Makes a message part of what is read, wherever it is. False when it cannot be had. */
  async reveal(seq: number): Promise<boolean> {
    if (bySeq(this.messages, seq)) return true;
    const { client } = this.deps;
    const newest = client.engine.threads.get(this.conversationId)?.messages ?? NONE;
    if (bySeq(newest, seq)) client.pages.newest(this.conversationId);
    else await client.pages.jump(this.conversationId, { around: seq }).catch(() => undefined);
    return bySeq(this.messages, seq) !== undefined;
  }

  /**
   * Reads at a calendar day of the reader's zone, or the next with messages. Gives the `seq` of its first message;
   * undefined when another jump came in between. Rejects with an `ApiError`.
   */
  async revealDay(day: string, timeZone: string): Promise<number | undefined> {
    const page = await this.deps.client.pages.jump(this.conversationId, { on: day });
    const found = page?.items.find((message) => dayKey(message.createdAt, { timeZone }) >= day);
    return (found ?? page?.items.at(-1))?.seq;
  }

  /** Reads the newest messages, at once: they are always held. */
  toNewest(): void {
    this.deps.client.pages.newest(this.conversationId);
  }

  /** The message at the top of the screen; undefined at the newest. What is held stays around it. */
  reading(seq: number | undefined): void {
    this.deps.client.read(this.conversationId, seq);
  }

  /** The thread is on screen now: shows the divider where reading stopped, and loads what is missing. */
  enter(): void {
    if (this.onScreen) return;
    this.onScreen = true;
    const row = this.deps.client.engine.rows.get(this.conversationId);
    const readSeq = row?.members[String(this.deps.me)]?.readSeq ?? 0;
    this.#unread = row?.unreadCount ?? 0;
    this.dividerSeq = this.#unread > 0 ? readSeq : null;
    this.#seen = 0;
    this.lookedAt();
    void this.load();
  }

  leave(): void {
    this.onScreen = false;
    this.dividerSeq = null;
    this.heard = NONE;
    this.stopTyping();
  }

  /** Sends the text (trimmed) and files; nothing happens if there is neither. Clears the draft and the divider. */
  send(text: string, replyToSeq?: number, files: readonly DraftFile[] = []): void {
    const trimmed = text.trim();
    if (trimmed === '' && files.length === 0) return;
    this.draft.clear();
    this.dividerSeq = null;
    const kept = () => {
      this.draft.keep();
      this.draft.flush();
    };
    this.deps.client.send(this.conversationId, trimmed, replyToSeq, kept, files);
  }

  /** What a file consists of that waits to be sent; undefined when it is gone. Rejects when that cannot be read. */
  fileBytes(fileId: string): Promise<FileBytes | undefined> {
    return this.deps.client.fileBytes(fileId);
  }

  /** Does something with one of its messages. Gives the `rev` it has then. Rejects with an `ApiError`. */
  act<E extends ActEvent>(event: E, payload: UpPayload<E>): Promise<number> {
    return this.deps.client.act(event, payload);
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
    this.draft.flush();
  }

  /** Somebody has come to look at the thread, or is back: a mark to do so has done its work. */
  lookedAt(): void {
    this.attentionChanged();
    const { client } = this.deps;
    const marked = client.engine.rows.get(this.conversationId)?.markedUnread;
    if (!marked || !this.onScreen || !this.deps.attentive()) return;
    // A mark that could not be taken away stands there still, and goes when the thread is opened next.
    void client.updateSettings(this.conversationId, { markedUnread: false }).catch(() => undefined);
  }

  /** Somebody looks again: what came into view meanwhile counts as read now. */
  attentionChanged(): void {
    if (!this.onScreen || !this.deps.attentive() || this.#seen === 0) return;
    this.deps.client.markRead(this.conversationId, this.#seen);
  }

  /** Somebody else's message came in; unseen, it is where the divider goes. */
  arrived(message: MessageView, live: boolean): void {
    if (live && this.onScreen) this.heard = [...this.heard.slice(1 - HEARD), message];
    if (this.onScreen && !this.deps.attentive()) this.dividerSeq ??= message.seq - 1;
  }

  /** Takes over what the client holds. */
  refresh(): void {
    const { rows, threads } = this.deps.client.engine;
    const state = threads.get(this.conversationId);
    this.unreadCount = rows.get(this.conversationId)?.unreadCount ?? 0;
    this.#take(state);
    if (this.#isOpen && !this.#seeking) this.status = 'ready';
    else if (!state && this.status === 'ready') this.status = 'gone';
    this.draft.refresh();
  }

  #take(state: ThreadState | undefined): void {
    this.messages = state ? viewOf(state) : NONE;
    this.members = state?.members ?? {};
    this.lastSeq = state?.lastSeq ?? 0;
    this.hasOlder = state !== undefined && hasOlder(state);
    this.hasNewer = state !== undefined && hasNewer(state);
  }

  refreshPending(): void {
    this.pending = this.deps.client.pending(this.conversationId);
  }

  refreshTyping(): void {
    this.typing = this.deps.client.typingAt(this.conversationId);
  }

  get #isOpen(): boolean {
    return this.deps.client.engine.threads.get(this.conversationId)?.window === 'open';
  }

  get #unreadIsHeld(): boolean {
    return this.dividerSeq === null || (this.messages[0]?.seq ?? 1) <= this.dividerSeq + 1;
  }

  /**
   * Own messages are never read, so the mark may lie far before what is new. Held, the first new one is known; else it
   * is as far from the end as there are new ones, give or take answers sent from elsewhere.
   */
  #placeDivider(): void {
    const mark = this.dividerSeq;
    if (mark === null) return;
    const fresh = this.messages.filter(({ seq, senderId }) => seq > mark && senderId !== this.deps.me);
    const [first] = fresh;
    if (first && fresh.length >= this.#unread) this.dividerSeq = first.seq - 1;
    else if (!this.#unreadIsHeld) this.dividerSeq = Math.max(mark, this.lastSeq - this.#unread);
  }

  /** Goes to where reading stopped, however far back; without an answer the newest messages will do. */
  async #seekUnread(): Promise<void> {
    if (this.#unreadIsHeld || this.dividerSeq === null) return;
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), UNREAD_MS));
    const found = this.reveal(this.dividerSeq + 1);
    if ((await Promise.race([found, late])) === 'late') this.toNewest();
  }
}
