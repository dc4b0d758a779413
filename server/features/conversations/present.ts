import type { Card } from '#contract/cards';
import type { Members, MessageView } from '#contract/conversations';
import type { conversationMembers } from '#server/db/schema/index';
import type { ShownMessage } from './rows.ts';

type MemberRow = Pick<typeof conversationMembers.$inferSelect, 'userId' | 'deliveredSeq' | 'readSeq'>;

/** A message as everybody sees it. */
export function presentMessage({ message, quoted }: ShownMessage, card: Card | null): MessageView {
  return {
    id: message.messageId,
    conversationId: message.conversationId,
    seq: message.seq,
    rev: message.rev,
    clientMessageId: message.clientMessageId,
    senderId: message.senderId,
    kind: message.kind,
    text: message.content,
    card,
    attachments: [],
    replyTo: quoted && { seq: quoted.seq, senderId: quoted.senderId, text: quoted.content },
    reactions: [],
    createdAt: message.createdAt.toISOString(),
    editedAt: message.editedAt?.toISOString() ?? null,
    deletedAt: message.deletedAt?.toISOString() ?? null,
  };
}

/** Watermarks by user id. */
export function presentMembers(rows: readonly MemberRow[]): Members {
  return Object.fromEntries(
    rows.map(({ userId, deliveredSeq, readSeq }) => [userId, { deliveredSeq, readSeq }]),
  );
}
