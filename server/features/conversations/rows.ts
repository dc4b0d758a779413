import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { messages } from '#server/db/schema/index';
import type { Executor } from '#server/platform/postgres';
import { quotedText } from './quoting.ts';

const quoted = alias(messages, 'quoted');

/** Messages together with what they quote. Add `where`, `orderBy` and `limit`. */
export function selectMessages(db: Executor) {
  return db
    .select({
      message: messages,
      quoted: {
        messageId: quoted.messageId,
        seq: quoted.seq,
        senderId: quoted.senderId,
        content: quotedText(quoted.content),
        attachmentCount: quoted.attachmentCount,
      },
    })
    .from(messages)
    .leftJoin(
      quoted,
      and(eq(quoted.conversationId, messages.conversationId), eq(quoted.seq, messages.replyToSeq)),
    )
    .$dynamic();
}

export type StoredMessage = Awaited<ReturnType<typeof selectMessages>>[number];

/** What of a stored message people are shown. */
export type ShownMessage = Pick<StoredMessage, 'quoted'> & {
  message: Pick<StoredMessage['message'], (typeof SHOWN)[number]>;
};

/** The columns that takes. */
export const SHOWN = [
  'messageId',
  'conversationId',
  'seq',
  'rev',
  'clientMessageId',
  'senderId',
  'kind',
  'content',
  'checkInId',
  'assignmentId',
  'userAchievementId',
  'attachmentCount',
  'reactionCount',
  'createdAt',
  'editedAt',
  'deletedAt',
] as const satisfies readonly (keyof StoredMessage['message'])[];
