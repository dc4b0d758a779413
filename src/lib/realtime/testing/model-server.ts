import type { ConversationView, Members, MessagePage, MessageView } from '#contract/conversations';
import type { ActResult, ConversationChange, SendResult, SyncResult } from '#contract/realtime';
import type { DraftView, ThreadSettings, UpdateSettingsBody } from '#contract/own-threads';
import type { PageRequest } from '../thread-pages.ts';
import { conversationView, ME, messageView, OTHER } from './views.ts';

/** Further behind than this, a sync answers with a reset. */
const FAR_BEHIND = 40;
const SYNC_STEP = 15;
const PAGE = 10;
const NOW = '2026-11-16T08:00:00.000Z';

/** One conversation as the contract says a server keeps it, in memory. */
export class ModelServer {
  #messages: MessageView[] = [];
  #rev = 0;
  #members: Members = { [ME]: { deliveredSeq: 0, readSeq: 0 }, [OTHER]: { deliveredSeq: 0, readSeq: 0 } };

  /** What in the thread is the reader's own. */
  #own: ThreadSettings & { draft: DraftView | null } = {
    markedUnread: false,
    mutedUntil: null,
    pinnedAt: null,
    draft: null,
  };

  get lastSeq(): number {
    return this.#messages.length;
  }

  /** Stores a message once per `clientMessageId`. */
  send(senderId: number, text: string, clientMessageId: string): SendResult {
    const stored = this.#messages.find((message) => message.clientMessageId === clientMessageId);
    if (stored) return { message: stored, duplicate: true, fromRev: stored.rev - 1, rev: stored.rev };
    this.#rev += 1;
    const message = messageView(this.lastSeq + 1, { rev: this.#rev, senderId, text, clientMessageId });
    this.#messages.push(message);
    return { message, duplicate: false, fromRev: this.#rev - 1, rev: this.#rev };
  }

  /** An edit, or a card whose content changed: the message takes a new revision. */
  touch(seq: number): ConversationChange | undefined {
    const message = this.#messages[seq - 1];
    if (!message) return undefined;
    this.act(message.id, () => ({ text: `${message.text}*` }));
    return this.changeFrom(this.#rev - 1);
  }

  /** Whatever else is done with a message. */
  act(messageId: number, change: (message: MessageView) => Partial<MessageView>): ActResult {
    const at = this.#messages.findIndex(({ id }) => id === messageId);
    const before = this.#messages[at];
    if (!before) throw new Error('There is no such message.');
    this.#rev += 1;
    const message = { ...before, ...change(before), rev: this.#rev };
    this.#messages[at] = message;
    return { message, fromRev: this.#rev - 1, rev: this.#rev };
  }

  read(userId: number, seq: number): Members {
    const mark = this.#members[String(userId)] ?? { deliveredSeq: 0, readSeq: 0 };
    if (userId === ME && seq > mark.readSeq) this.#own.markedUnread = false;
    const readSeq = Math.max(mark.readSeq, Math.min(seq, this.lastSeq));
    this.#members = {
      ...this.#members,
      [userId]: { deliveredSeq: Math.max(mark.deliveredSeq, readSeq), readSeq },
    };
    return this.#members;
  }

  /** The change from `fromRev` to `rev`, with the messages in their present state. */
  changeFrom(fromRev: number, rev = this.#rev): ConversationChange {
    const messages = this.#messages.filter((message) => message.rev > fromRev && message.rev <= rev);
    return { conversationId: 7, fromRev, rev, lastSeq: this.lastSeq, messages, members: this.#members };
  }

  sync(held: Record<string, number>): SyncResult {
    const mine = held['7'];
    const states = {
      7: { ...this.#own, members: this.#members, unreadCount: this.#unread(), presence: {}, closedAt: null },
    };
    const result = { changes: [], states, removed: [], added: [], more: false };
    if (mine === undefined) return { ...result, states: {}, added: [this.view()] };
    if (mine >= this.#rev) return result;
    if (this.#rev - mine > FAR_BEHIND) {
      const newest = { ...this.changeFrom(0), messages: this.#messages.slice(-PAGE), reset: true };
      return { ...result, changes: [newest] };
    }
    const rev = Math.min(this.#rev, mine + SYNC_STEP);
    return { ...result, changes: [this.changeFrom(mine, rev)], more: rev < this.#rev };
  }

  updateSettings({ pinned, ...change }: UpdateSettingsBody): ConversationView {
    const pin = pinned !== undefined && { pinnedAt: pinned ? NOW : null };
    this.#own = { ...this.#own, ...change, ...pin };
    return this.view();
  }

  /** The draft of the reader, from whichever device. */
  setDraft(text: string, replyToSeq: number | null): DraftView | null {
    this.#own.draft = text.trim() === '' ? null : { text, replyToSeq, updatedAt: NOW };
    return this.#own.draft;
  }

  /** No test of this model jumps to a day: every message is of the same one. */
  page({ before, after, around }: PageRequest): MessagePage {
    const middle = around === undefined ? undefined : Math.min(around, this.lastSeq) - PAGE / 2 - 1;
    const full = Math.max(0, this.lastSeq - PAGE);
    const ahead = middle === undefined ? undefined : Math.max(0, Math.min(middle, full));
    const from = after ?? ahead ?? Math.max(0, (before ?? this.lastSeq + 1) - 1 - PAGE);
    const items = this.#messages.slice(from, before === undefined ? from + PAGE : before - 1);
    const hasBefore = (items[0]?.seq ?? 1) > 1;
    return { items, hasBefore, hasAfter: (items.at(-1)?.seq ?? 0) < this.lastSeq, rev: this.#rev };
  }

  view(): ConversationView {
    const { lastSeq } = this;
    const last = this.#messages.at(-1);
    const preview = last ? { senderId: last.senderId, kind: last.kind, text: last.text } : null;
    const lastMessageAt = last?.createdAt ?? null;
    const unreadCount = this.#unread();
    return conversationView({
      lastSeq,
      rev: this.#rev,
      preview,
      lastMessageAt,
      unreadCount,
      members: this.#members,
      ...this.#own,
    });
  }

  messages(): readonly MessageView[] {
    return this.#messages;
  }

  #unread(): number {
    const readSeq = this.#members[String(ME)]?.readSeq ?? 0;
    return this.#messages.filter((message) => message.senderId !== ME && message.seq > readSeq).length;
  }
}
