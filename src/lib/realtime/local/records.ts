import type { ConversationView, Members, MessageView } from '#contract/conversations';
import type { StoredWindow } from './local-store.ts';

// `FORMAT` answers for what a record looks like; this keeps out what was broken on the way.

/** A stored inbox row; none if it is not one. Who was online then says nothing about now. */
export function parseRow(value: unknown): ConversationView[] {
  return isRow(value) ? [{ ...value, presence: {} }] : [];
}

/** A stored window, or undefined if it is not one whole run of messages. */
export function parseWindow(value: unknown): StoredWindow | undefined {
  if (!isWindow(value)) return undefined;
  const { conversationId, rev, lastSeq, members, messages, loose } = value;
  const first = messages[0]?.seq ?? 1;
  const whole = messages.every((message, index) => message.seq === first + index);
  return whole ? { conversationId, rev, lastSeq, members, messages, loose } : undefined;
}

function isRow(value: unknown): value is ConversationView {
  return (
    isRecord(value) &&
    isPerson(value['coach']) &&
    isPerson(value['client']) &&
    hasNumbers(value, 'id', 'unreadCount') &&
    isCounted(value)
  );
}

function isWindow(value: unknown): value is StoredWindow {
  if (!isRecord(value) || !hasNumbers(value, 'conversationId') || !isCounted(value)) return false;
  return areMessages(value['messages']) && areMessages(value['loose']);
}

function isCounted(value: Record<string, unknown>): boolean {
  return hasNumbers(value, 'rev', 'lastSeq') && areMembers(value['members']);
}

function areMembers(value: unknown): value is Members {
  return (
    isRecord(value) &&
    Object.values(value).every((mark) => isRecord(mark) && hasNumbers(mark, 'deliveredSeq', 'readSeq'))
  );
}

function areMessages(value: unknown): value is MessageView[] {
  return Array.isArray(value) && value.every(isMessage);
}

function isMessage(value: unknown): value is MessageView {
  if (!isRecord(value) || !hasNumbers(value, 'seq', 'rev', 'senderId')) return false;
  return [value['clientMessageId'], value['kind'], value['text'], value['createdAt']].every(isText);
}

function isPerson(value: unknown): boolean {
  return isRecord(value) && hasNumbers(value, 'id') && isText(value['displayName']);
}

function hasNumbers(value: Record<string, unknown>, ...keys: readonly string[]): boolean {
  return keys.every((key) => typeof value[key] === 'number');
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
