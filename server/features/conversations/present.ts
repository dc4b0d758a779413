import { attachmentsLine } from '#contract/attachments-line';
import type { Card } from '#contract/cards';
import type { MessageView } from '#contract/conversations';
import type { MediaView } from '#contract/media';
import type { ShownMessage } from './rows.ts';

/** What was looked up for many messages at once, by message id. */
export type AttachmentsOf = (messageId: number) => readonly MediaView[];

/** A message as everybody sees it. */
export function presentMessage(
  { message, quoted }: ShownMessage,
  card: Card | null,
  attachmentsOf: AttachmentsOf,
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
    attachments: [...attachmentsOf(message.messageId)],
    replyTo: quoted && { seq: quoted.seq, senderId: quoted.senderId, text: lineOf(quoted, attachmentsOf) },
    reactions: [],
    createdAt: message.createdAt.toISOString(),
    editedAt: message.editedAt?.toISOString() ?? null,
    deletedAt: message.deletedAt?.toISOString() ?? null,
  };
}

/** What a quote shows: its text, or what it carries instead. */
function lineOf(quoted: NonNullable<ShownMessage['quoted']>, attachmentsOf: AttachmentsOf): string {
  return quoted.content === '' ? attachmentsLine(attachmentsOf(quoted.messageId)) : quoted.content;
}
