import type { Card } from '#contract/cards';
import type { MessageView, Reaction } from '#contract/conversations';
import type { ShownMessage } from './rows.ts';

/** A message as everybody sees it. */
export function presentMessage(
  { message, quoted }: ShownMessage,
  { card, reactions }: { card: Card | null; reactions: readonly Reaction[] },
): MessageView {
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
    reactions: [...reactions],
    createdAt: message.createdAt.toISOString(),
    editedAt: message.editedAt?.toISOString() ?? null,
    deletedAt: message.deletedAt?.toISOString() ?? null,
  };
}
