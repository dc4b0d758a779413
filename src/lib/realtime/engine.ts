import type { ConversationView, MessagePage, MessageView, PresenceView } from '#contract/conversations';
import type {
  ActResult,
  ConversationChange,
  ReceiptResult,
  ReceiptUpdate,
  SyncResult,
} from '#contract/realtime';
import { GapBuffer } from './gap-buffer.ts';
import { mergeRow, rowAfterChange, rowAfterReceipt, rowAfterState, withUnnumbered } from './inbox-rows.ts';
import type { Unnumbered } from './inbox-rows.ts';
import type { Incoming } from './wire.ts';
import type { StoredWindow } from './local/local-store.ts';
import {
  applyChange,
  applyReceipt,
  closedThread,
  mergeMembers,
  openStored,
  openWith,
} from './thread-state.ts';
import type { ThreadState } from './thread-state.ts';
import { bounded, LIMITS } from './thread-window.ts';
import type { WindowLimits } from './thread-window.ts';
import type { Timers } from './timers.ts';

export interface EngineDeps {
  /** The reader's user id. */
  me: number;
  timers: Timers;
  /** The truth is needed: a change is missing, or something is not known here. */
  needSync(): void;
  /** Whether a sync is under way: what arrives meanwhile is kept until it has ended (R5). */
  syncing(): boolean;
  changed(conversationId: number): void;
  presence(userId: number, presence: PresenceView): void;
  typing: { update(update: { conversationId: number; userId: number; active: boolean }): void };
  /** Somebody else's message is here. `live` is false when it was caught up on. */
  arrived(message: MessageView, live: boolean): void;
  removed(conversationId: number): void;
  /** Messages changed in a thread that is not open, where this device may keep an older copy of them. */
  outdated(change: ConversationChange): void;
  /** The `seq` of the message that is read; undefined for the newest. */
  reading?(conversationId: number): number | undefined;
  limits?: WindowLimits | undefined;
}

/** Everything this device knows of its conversations, kept true by changes, receipts and syncs. */
export class Engine {
  readonly rows = new Map<number, ConversationView>();
  readonly threads = new Map<number, ThreadState>();
  readonly #gaps: GapBuffer;
  #early: Incoming[] = [];

  constructor(private readonly deps: EngineDeps) {
    this.#gaps = new GapBuffer(deps.timers, () => deps.needSync());
  }

  /** Every conversation with the revision held: what a sync names. */
  known(): ReadonlyMap<number, number> {
    return new Map([...this.threads].map(([id, state]) => [id, state.rev]));
  }

  receive(message: Incoming): void {
    if (this.deps.syncing()) this.#early.push(message);
    else this.#dispatch(message);
  }

  /** A sync has ended: what arrived meanwhile comes after it. */
  settled(): void {
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.#dispatch(message);
  }

  applySync(result: SyncResult): void {
    for (const id of result.removed) this.remove(id);
    for (const view of result.added) this.addRow(view);
    for (const change of result.changes) this.#change(change, false);
    for (const [id, state] of Object.entries(result.states)) {
      this.applyReceiptResult(Number(id), state);
      this.say(Number(id), state);
      for (const [userId, presence] of Object.entries(state.presence))
        this.deps.presence(Number(userId), presence);
    }
  }

  /** The answer to what oneself sent or did is a change like any other (R7). */
  applySend(result: ActResult): void {
    const { message, fromRev, rev } = result;
    const { conversationId } = message;
    const members = this.threads.get(conversationId)?.members ?? {};
    const lastSeq = message.seq;
    this.#change({ conversationId, fromRev, rev, lastSeq, messages: [message], members }, true);
  }

  applyReceiptResult(conversationId: number, result: ReceiptResult): void {
    const row = this.rows.get(conversationId);
    const state = this.threads.get(conversationId);
    if (!row || !state) return;
    this.rows.set(conversationId, rowAfterState(row, result, this.deps.me));
    this.put({ ...state, members: mergeMembers(state.members, result.members) });
  }

  /** Something of a conversation that takes no `rev`: whether it is closed, settings, a draft. */
  say(conversationId: number, said: Partial<Unnumbered>): void {
    const row = this.rows.get(conversationId);
    if (!row) return;
    this.rows.set(conversationId, withUnnumbered(row, said));
    this.deps.changed(conversationId);
  }

  /** A conversation from a list or an event. Messages it has beyond those held come by sync. */
  addRow(view: ConversationView): void {
    const held = this.rows.get(view.id);
    const state = this.threads.get(view.id);
    this.rows.set(view.id, held ? mergeRow(held, view) : view);
    for (const [userId, presence] of Object.entries(view.presence))
      this.deps.presence(Number(userId), presence);
    if (!state) this.put(closedThread(view));
    else if (state.window === 'closed' && view.rev > state.rev) this.put(closedThread(view));
    else this.deps.changed(view.id);
    if (state && state.window !== 'closed' && view.rev > state.rev) this.deps.needSync();
  }

  /** Opens a thread's window with its newest page, which may know more than the inbox row does. */
  opened(conversationId: number, page: MessagePage): void {
    const state = this.threads.get(conversationId);
    const row = this.rows.get(conversationId);
    if (!state || !row) return;
    const { items: messages, rev } = page;
    const lastSeq = messages.at(-1)?.seq ?? 0;
    const news = { conversationId, fromRev: row.rev, rev, lastSeq, messages, members: {} };
    if (rev > row.rev) this.rows.set(conversationId, rowAfterChange(row, news, this.deps.me));
    this.put(openWith(state, page));
  }

  /** Opens a thread's window as this device left it, and catches up unless nothing has happened since. */
  openedAgain(stored: StoredWindow): void {
    const state = this.threads.get(stored.conversationId);
    if (!state) return;
    const opened = openStored(state, stored);
    this.put(opened);
    if (opened.rev < state.rev) this.deps.needSync();
  }

  remove(conversationId: number): void {
    this.rows.delete(conversationId);
    this.threads.delete(conversationId);
    this.#gaps.forget(conversationId);
    this.deps.removed(conversationId);
  }

  /** Puts a thread's next state in place and applies what has waited for it. */
  put(state: ThreadState): void {
    const reading = this.deps.reading?.(state.conversationId) ?? Infinity;
    const held = bounded(state, reading, this.deps.limits ?? LIMITS);
    this.threads.set(state.conversationId, held);
    this.deps.changed(state.conversationId);
    for (const change of this.#gaps.take(state.conversationId, state.rev)) this.#change(change, true);
  }

  /** What an earlier connection left half-heard is worth nothing: the next one begins with a sync. */
  disconnected(): void {
    this.#gaps.clear();
  }

  #dispatch(message: Incoming): void {
    switch (message.event) {
      case 'conversation:changed':
        this.#change(message.payload, true);
        return;
      case 'receipt:updated':
        this.#receipt(message.payload);
        return;
      case 'typing:updated':
        this.deps.typing.update(message.payload);
        return;
      case 'presence:updated':
        this.deps.presence(message.payload.userId, message.payload);
        return;
      case 'conversation:added':
        this.addRow(message.payload.conversation);
        return;
      case 'conversation:removed':
        this.remove(message.payload.conversationId);
        return;
      default:
        this.#dispatchOwn(message);
    }
  }

  /** What concerns the reader alone. */
  #dispatchOwn(message: Incoming): void {
    if (message.event === 'settings:updated') {
      this.#own(message.payload.conversationId, message.payload);
    } else if (message.event === 'draft:updated') {
      const { conversationId, ...draft } = message.payload;
      this.#own(conversationId, { draft: draft.text === '' ? null : draft });
    }
  }

  /** A row that is pinned may be one that no page has brought yet. */
  #own(conversationId: number, said: Partial<Unnumbered>): void {
    if (this.rows.has(conversationId)) this.say(conversationId, said);
    else this.deps.needSync();
  }

  #change(change: ConversationChange, live: boolean): void {
    const state = this.threads.get(change.conversationId);
    const row = this.rows.get(change.conversationId);
    if (!state || !row) {
      this.deps.needSync();
      return;
    }
    const { state: next, outcome } = applyChange(state, change);
    if (outcome === 'gap') {
      this.#gaps.hold(change);
      return;
    }
    if (outcome === 'applied') {
      this.rows.set(row.id, rowAfterChange(row, change, this.deps.me));
      const older = change.messages.some(({ seq }) => seq <= state.lastSeq);
      if (state.window === 'closed' && (older || change.reset)) this.deps.outdated(change);
    }
    this.put(next);
    // An older answer may have overtaken what was heard since: whatever it dropped comes back with the next one.
    if (next.rev < state.rev) this.deps.needSync();
    if (outcome === 'applied') this.#announce(change, state.lastSeq, live);
  }

  #announce(change: ConversationChange, before: number, live: boolean): void {
    for (const message of change.messages) {
      if (message.seq <= before || message.senderId === this.deps.me) continue;
      const { conversationId, senderId: userId } = message;
      this.deps.typing.update({ conversationId, userId, active: false });
      this.deps.arrived(message, live);
    }
  }

  #receipt(receipt: ReceiptUpdate): void {
    const row = this.rows.get(receipt.conversationId);
    const state = this.threads.get(receipt.conversationId);
    if (!row || !state) return;
    const { me } = this.deps;
    this.rows.set(row.id, rowAfterReceipt(row, receipt, me));
    this.put(applyReceipt(state, receipt));
    // Read in part on another device of one's own: only the server can count the rest.
    const partly = receipt.userId === me && row.unreadCount > 0 && receipt.readSeq < row.lastSeq;
    const moved = receipt.readSeq > (row.members[String(me)]?.readSeq ?? 0);
    if (partly && moved) this.deps.needSync();
  }
}
