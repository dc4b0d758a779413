import type { ConversationView, MessageView } from '#contract/conversations';
import type { ConversationChange } from '#contract/realtime';

/** Who the tests look through: the coach; the other one is the client. */
export const ME = 1;
export const OTHER = 2;

export function messageView(seq: number, given: Partial<MessageView> = {}): MessageView {
  return {
    id: 1_000 + seq,
    conversationId: 7,
    seq,
    rev: seq,
    clientMessageId: `id-${seq}`,
    senderId: OTHER,
    kind: 'text',
    text: `message ${seq}`,
    card: null,
    attachments: [],
    replyTo: null,
    reactions: [],
    createdAt: '2026-11-16T08:00:00.000Z',
    editedAt: null,
    deletedAt: null,
    ...given,
  };
}

export function messagesUpTo(count: number): MessageView[] {
  return Array.from({ length: count }, (_, index) => messageView(index + 1));
}

export function conversationView(given: Partial<ConversationView> = {}): ConversationView {
  return {
    id: 7,
    coach: { id: ME, displayName: 'Dana Reyes', timeZone: 'Europe/Lisbon' },
    client: { id: OTHER, displayName: 'Sam Okafor', timeZone: 'Europe/Lisbon' },
    lastSeq: 0,
    rev: 0,
    lastMessageAt: null,
    preview: null,
    unreadCount: 0,
    markedUnread: false,
    mutedUntil: null,
    pinnedAt: null,
    draft: null,
    members: { [ME]: { deliveredSeq: 0, readSeq: 0 }, [OTHER]: { deliveredSeq: 0, readSeq: 0 } },
    presence: {},
    closedAt: null,
    ...given,
  };
}

export function changeOf(
  fromRev: number,
  messages: MessageView[],
  given: Partial<ConversationChange> = {},
): ConversationChange {
  const rev = Math.max(fromRev + 1, ...messages.map((message) => message.rev));
  const lastSeq = Math.max(0, ...messages.map((message) => message.seq));
  return { conversationId: 7, fromRev, rev, lastSeq, messages, members: {}, ...given };
}
