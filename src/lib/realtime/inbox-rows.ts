import { attachmentsLine } from '#contract/attachments-line';
import type { ConversationView, MessageView } from '#contract/conversations';
import type { ConversationChange, ReceiptResult, ReceiptUpdate } from '#contract/realtime';
import { mergeMembers } from './thread-state.ts';

/** A row after a change that was applied: preview, time, unread count. `me` is the reader's user id. */
export function rowAfterChange(
  row: ConversationView,
  change: ConversationChange,
  me: number,
): ConversationView {
  const members = mergeMembers(row.members, change.members);
  const latest = latestOf(change.messages);
  const shown = latest && latest.seq >= row.lastSeq ? latest : undefined;
  const readSeq = members[String(me)]?.readSeq ?? 0;
  const unread = change.messages.filter(
    ({ seq, senderId }) => seq > row.lastSeq && seq > readSeq && senderId !== me,
  );
  return {
    ...row,
    members,
    rev: Math.max(row.rev, change.rev),
    lastSeq: Math.max(row.lastSeq, change.lastSeq),
    unreadCount: row.unreadCount + unread.length,
    ...(shown && { preview: previewOf(shown), lastMessageAt: shown.createdAt }),
  };
}

/** A row after somebody's watermark moved. Reading everything leaves nothing unread. */
export function rowAfterReceipt(row: ConversationView, receipt: ReceiptUpdate, me: number): ConversationView {
  const { userId, deliveredSeq, readSeq } = receipt;
  const members = mergeMembers(row.members, { [userId]: { deliveredSeq, readSeq } });
  const unreadCount = userId === me && readSeq >= row.lastSeq ? 0 : row.unreadCount;
  return { ...row, members, unreadCount };
}

/** A row after the server said how things stand. */
export function rowAfterState(row: ConversationView, state: ReceiptResult): ConversationView {
  return { ...row, members: mergeMembers(row.members, state.members), unreadCount: state.unreadCount };
}

/** What is held of a row and a fresh view of it; the one with the higher revision decides. Closing takes none. */
export function mergeRow(held: ConversationView, view: ConversationView): ConversationView {
  const members = mergeMembers(held.members, view.members);
  return view.rev >= held.rev ? { ...view, members } : { ...held, members, closedAt: view.closedAt };
}

/** Newest activity first. */
export function byActivity(rows: Iterable<ConversationView>): ConversationView[] {
  return [...rows].sort((a, b) => compareText(b.lastMessageAt ?? '', a.lastMessageAt ?? '') || b.id - a.id);
}

/** Rows whose other person's name contains what was typed. */
export function matching(rows: readonly ConversationView[], typed: string, me: number): ConversationView[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return rows.filter((row) => otherOf(row, me).displayName.toLocaleLowerCase().includes(wanted));
}

/** The other person of a conversation. */
export function otherOf(row: ConversationView, me: number): ConversationView['coach'] {
  return row.coach.id === me ? row.client : row.coach;
}

function latestOf(messages: readonly MessageView[]): MessageView | undefined {
  return messages.reduce<MessageView | undefined>(
    (latest, message) => (latest && latest.seq > message.seq ? latest : message),
    undefined,
  );
}

function previewOf(message: MessageView): NonNullable<ConversationView['preview']> {
  const { senderId, kind, text, attachments } = message;
  return { senderId, kind, text: text === '' ? attachmentsLine(attachments) : text };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
