import type { Members, MessageView } from '#contract/conversations';
import { dayKey } from '../ui/format-date.ts';
import type { OutboxItem } from './outbox-store.ts';

/** Messages of one sender that follow within this time form a group. */
const GROUP_WITHIN_MS = 5 * 60_000;

/** Where a message stands in its group. */
export type GroupPosition = 'single' | 'first' | 'middle' | 'last';

/** `saving`: for a moment, until it is kept; `fragile`: on its way, but closing the tab would lose it. */
export type ReceiptState = 'saving' | 'sending' | 'fragile' | 'failed' | 'sent' | 'delivered' | 'read';

/** One thing the thread draws, from oldest to newest. `key` stays the same while the thing stays the same. */
export type ThreadItem =
  | { type: 'day'; key: string; day: string; at: string }
  | { type: 'divider'; key: string }
  | { type: 'message'; key: string; message: MessageView; own: boolean; position: GroupPosition }
  | { type: 'pending'; key: string; item: OutboxItem; own: true; position: GroupPosition }
  | { type: 'receipt'; key: string; state: ReceiptState; at: string };

export interface ThreadItemsOptions {
  /** The reader's user id. */
  me: number;
  /** IANA; days begin and end where the reader lives. */
  timeZone: string;
  /** The divider stands before the first message of others beyond this `seq`; null for none. */
  dividerSeq: number | null;
  members: Members;
  /** There are newer messages than these: what belongs to the end of the thread is not drawn. */
  partial?: boolean;
}

type Bubble = Extract<ThreadItem, { position: GroupPosition }>;

/**
 * What a thread shows: day separators, groups, the new-messages divider, and one receipt line under the last own
 * message. `at` of a receipt is when that message was sent.
 */
export function threadItems(
  messages: readonly MessageView[],
  pending: readonly OutboxItem[],
  options: ThreadItemsOptions,
): ThreadItem[] {
  const bubbles = bubblesOf(messages, options.partial ? [] : pending, options.me);
  const divider = dividerIndex(bubbles, options);
  const days = bubbles.map((bubble) => dayKey(sentAt(bubble), { timeZone: options.timeZone }));
  const breaks = bubbles.map(
    (bubble, index) =>
      index === divider || days[index] !== days[index - 1] || startsGroup(bubble, bubbles[index - 1]),
  );
  const lastOwn = options.partial ? -1 : bubbles.findLastIndex((bubble) => bubble.own);
  const items: ThreadItem[] = [];
  for (const [index, bubble] of bubbles.entries()) {
    const day = days[index] ?? '';
    if (day !== days[index - 1]) items.push({ type: 'day', key: `day:${day}`, day, at: sentAt(bubble) });
    if (index === divider) items.push({ type: 'divider', key: 'divider' });
    items.push({ ...bubble, position: positionOf(breaks[index] ?? true, breaks[index + 1] ?? true) });
    if (index === lastOwn) items.push(receiptOf(bubble, options));
  }
  return items;
}

function bubblesOf(messages: readonly MessageView[], pending: readonly OutboxItem[], me: number): Bubble[] {
  const position = 'single';
  const stored = messages.map((message): Bubble => {
    const own = message.senderId === me;
    return { type: 'message', key: keyOf(message.senderId, message.clientMessageId), message, own, position };
  });
  const shown = new Set(stored.map((bubble) => bubble.key));
  const waiting = pending.map((item): Bubble => {
    return { type: 'pending', key: keyOf(me, item.clientMessageId), item, own: true, position };
  });
  return [...stored, ...waiting.filter((bubble) => !shown.has(bubble.key))];
}

/** The same before and after a message is stored, so that the bubble on screen stays the same element. */
function keyOf(senderId: number, clientMessageId: string): string {
  return `${senderId}:${clientMessageId}`;
}

function sentAt(bubble: Bubble): string {
  return bubble.type === 'message' ? bubble.message.createdAt : bubble.item.createdAt;
}

/** Own messages all count as one sender, stored or not. */
function senderOf(bubble: Bubble): number | 'me' {
  return bubble.type === 'message' && !bubble.own ? bubble.message.senderId : 'me';
}

function dividerIndex(bubbles: readonly Bubble[], { dividerSeq }: ThreadItemsOptions): number {
  if (dividerSeq === null) return -1;
  const [first] = bubbles;
  // The first new message is not among these.
  if (first?.type === 'message' && first.message.seq > dividerSeq + 1) return -1;
  return bubbles.findIndex(
    (bubble) => bubble.type === 'message' && !bubble.own && bubble.message.seq > dividerSeq,
  );
}

function startsGroup(bubble: Bubble, before: Bubble | undefined): boolean {
  if (!before || senderOf(bubble) !== senderOf(before)) return true;
  return Date.parse(sentAt(bubble)) - Date.parse(sentAt(before)) > GROUP_WITHIN_MS;
}

function positionOf(first: boolean, last: boolean): GroupPosition {
  if (first) return last ? 'single' : 'first';
  return last ? 'last' : 'middle';
}

function receiptOf(bubble: Bubble, { me, members }: ThreadItemsOptions): ThreadItem {
  const at = sentAt(bubble);
  const key = 'receipt';
  if (bubble.type === 'pending') return { type: 'receipt', key, state: wayOf(bubble.item), at };
  return { type: 'receipt', key, state: receiptState(bubble.message.seq, members, me), at };
}

function wayOf({ state, kept }: OutboxItem): ReceiptState {
  return state === 'sending' && kept !== 'device' ? 'fragile' : state;
}

/** How far a message of one's own has come with the other person. */
export function receiptState(seq: number, members: Members, me: number): ReceiptState {
  const others = Object.entries(members).filter(([userId]) => Number(userId) !== me);
  if (others.some(([, mark]) => mark.readSeq >= seq)) return 'read';
  return others.some(([, mark]) => mark.deliveredSeq >= seq) ? 'delivered' : 'sent';
}
