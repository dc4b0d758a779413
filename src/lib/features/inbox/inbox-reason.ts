import type { ConversationView } from '#contract/conversations';
import { shortAgo } from '../../ui/format.ts';
import type { IconName } from '../../ui/icon.ts';

/** Days after which a message of one's own counts as unanswered. */
const QUIET_DAYS = 3;
const DAY_MS = 86_400_000;

/** `waiting`: the other person waits; `good`: something to be glad about; `quiet`: nobody waits, but look. */
export type ReasonTone = 'waiting' | 'good' | 'quiet';

/** Why a conversation stands in the inbox. */
export interface InboxReason {
  icon: IconName;
  tone: ReasonTone;
  text: string;
}

/**
 * Why a row needs its reader (user id `me`), from what the row itself says: who wrote last, what it was, and whether it
 * was read. Undefined when nothing does.
 */
export function inboxReason(row: ConversationView, me: number, now: number): InboxReason | undefined {
  const { preview, lastMessageAt, unreadCount } = row;
  if (!preview || lastMessageAt === null) {
    return { icon: 'sparkles', tone: 'quiet', text: 'Nothing said yet' };
  }
  const waited = shortAgo(lastMessageAt, now);
  if (preview.senderId === me)
    return unreadCount > 0 ? unread(unreadCount) : silence(lastMessageAt, now, waited);
  if (unreadCount > 0) return unreadReason(preview.kind, unreadCount);
  if (preview.kind === 'achievement') return undefined;
  // Whether the check-in was reviewed is not in the row; that nothing was said since is.
  const text =
    preview.kind === 'check_in'
      ? `Check-in without a reply${since(waited)}`
      : `Waiting for your answer${since(waited)}`;
  return { icon: preview.kind === 'check_in' ? 'clipboard-check' : 'clock', tone: 'waiting', text };
}

function unreadReason(kind: NonNullable<ConversationView['preview']>['kind'], count: number): InboxReason {
  if (kind === 'check_in') return { icon: 'clipboard-check', tone: 'waiting', text: 'Check-in to review' };
  if (kind === 'achievement' && count === 1) return { icon: 'trophy', tone: 'good', text: 'New achievement' };
  return unread(count);
}

function unread(count: number): InboxReason {
  return {
    icon: 'message-square-dot',
    tone: 'waiting',
    text: count === 1 ? 'New message' : `${count} new messages`,
  };
}

function silence(lastMessageAt: string, now: number, waited: string): InboxReason | undefined {
  if (now - Date.parse(lastMessageAt) < QUIET_DAYS * DAY_MS) return undefined;
  return { icon: 'hourglass', tone: 'quiet', text: `No answer for ${waited}` };
}

function since(waited: string): string {
  return waited === 'now' ? '' : ` · ${waited}`;
}
