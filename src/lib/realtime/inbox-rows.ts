import { attachmentsLine } from '#contract/attachments-line';
import type { ConversationView, Members, MessageView } from '#contract/conversations';
import type { ConversationChange, ReceiptResult, ReceiptUpdate } from '#contract/realtime';
import { DELETED_LINE } from '#contract/rules/deleted';
import { isMuted } from '#contract/rules/muted';
import { mergeMembers } from './thread-state.ts';

/** What of a row takes no `rev`: what was said of it last holds. */
export type Unnumbered = Pick<
  ConversationView,
  'closedAt' | 'markedUnread' | 'mutedUntil' | 'pinnedAt' | 'draft'
>;

/** A row after a change that was applied: preview, time, unread count. `me` is the reader's user id. */
export function rowAfterChange(
  row: ConversationView,
  change: ConversationChange,
  me: number,
): ConversationView {
  const marks = marksAfter(row, change.members, me);
  const { members } = marks;
  const latest = latestOf(change.messages);
  const shown = latest && latest.seq >= row.lastSeq ? latest : undefined;
  const readSeq = members[String(me)]?.readSeq ?? 0;
  const unread = change.messages.filter(
    ({ seq, senderId }) => seq > row.lastSeq && seq > readSeq && senderId !== me,
  );
  return {
    ...row,
    ...marks,
    rev: Math.max(row.rev, change.rev),
    lastSeq: Math.max(row.lastSeq, change.lastSeq),
    unreadCount: row.unreadCount + unread.length,
    ...(shown && { preview: previewOf(shown), lastMessageAt: shown.createdAt }),
  };
}

/** A row after somebody's watermark moved. Reading everything leaves nothing unread. */
export function rowAfterReceipt(row: ConversationView, receipt: ReceiptUpdate, me: number): ConversationView {
  const { userId, deliveredSeq, readSeq } = receipt;
  const unreadCount = userId === me && readSeq >= row.lastSeq ? 0 : row.unreadCount;
  return { ...row, ...marksAfter(row, { [userId]: { deliveredSeq, readSeq } }, me), unreadCount };
}

/** A row after the server said how things stand. */
export function rowAfterState(row: ConversationView, state: ReceiptResult, me: number): ConversationView {
  return { ...row, ...marksAfter(row, state.members, me), unreadCount: state.unreadCount };
}

/** What is held of a row and a fresh view of it; the one with the higher revision decides. */
export function mergeRow(held: ConversationView, view: ConversationView): ConversationView {
  const members = mergeMembers(held.members, view.members);
  return { ...withUnnumbered(view.rev >= held.rev ? { ...view, draft: held.draft } : held, view), members };
}

/** A row after something was said that takes no `rev`; a draft that was left out stays. */
export function withUnnumbered(row: ConversationView, said: Partial<Unnumbered>): ConversationView {
  const { closedAt, markedUnread, mutedUntil, pinnedAt, draft } = { ...row, ...said };
  return {
    ...row,
    closedAt,
    markedUnread,
    mutedUntil,
    pinnedAt,
    draft: draft === undefined ? row.draft : draft,
  };
}

/** Whether a row calls for its reader. */
export function isUnread(row: ConversationView): boolean {
  return row.unreadCount > 0 || row.markedUnread;
}

/** What counts as unread before the eyes of the world, such as in the title: nothing of what is quiet at `now`. */
export function countUnread(rows: readonly ConversationView[], now: number): number {
  const loud = rows.filter((row) => isUnread(row) && !isMuted(row, now));
  return loud.reduce((sum, row) => sum + Math.max(1, row.unreadCount), 0);
}

/** Pinned ones first, then newest activity: the server's order. */
export function inOrder(rows: Iterable<ConversationView>): ConversationView[] {
  return [...rows].sort(
    (a, b) =>
      Number(b.pinnedAt !== null) - Number(a.pinnedAt !== null) ||
      compareText(b.lastMessageAt ?? '', a.lastMessageAt ?? '') ||
      b.id - a.id,
  );
}

/** Rows whose other person's name contains what was typed, with or without its accents. */
export function matching(rows: readonly ConversationView[], typed: string, me: number): ConversationView[] {
  const wanted = plain(typed.trim());
  return rows.filter((row) => plain(otherOf(row, me).displayName).includes(wanted));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The other person of a conversation. */
export function otherOf(row: ConversationView, me: number): ConversationView['coach'] {
  return row.coach.id === me ? row.client : row.coach;
}

/** Whoever reads on has looked at the thread again. */
function marksAfter(row: ConversationView, incoming: Members, me: number) {
  const members = mergeMembers(row.members, incoming);
  const readOn = (members[String(me)]?.readSeq ?? 0) > (row.members[String(me)]?.readSeq ?? 0);
  return { members, markedUnread: row.markedUnread && !readOn };
}

function latestOf(messages: readonly MessageView[]): MessageView | undefined {
  return messages.reduce<MessageView | undefined>(
    (latest, message) => (latest && latest.seq > message.seq ? latest : message),
    undefined,
  );
}

function previewOf(message: MessageView): NonNullable<ConversationView['preview']> {
  const { senderId, kind } = message;
  return { senderId, kind, text: lineOf(message) };
}

function lineOf({ text, attachments, deletedAt }: MessageView): string {
  if (deletedAt !== null) return DELETED_LINE;
  return text === '' ? attachmentsLine(attachments) : text;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
