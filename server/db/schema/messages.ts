import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, foreignKey, index, integer, pgTable } from 'drizzle-orm/pg-core';
import { serial, smallint, text, unique, uniqueIndex, uuid, varchar } from 'drizzle-orm/pg-core';
import { MESSAGE_KINDS, type MessageKind } from '#contract/enums';
import { userAchievements } from './achievements.ts';
import { clientRoutineAssignments } from './assignments.ts';
import { checkIns } from './check-ins.ts';
import { createdAt, instant, oneOf, positive, setExactlyWhen } from './columns.ts';
import { conversations } from './conversations.ts';
import { users } from './users.ts';

/** What people say, and the cards: a card names the row it shows and copies nothing of it. */
export const messages = pgTable(
  'messages',
  {
    messageId: serial('message_id').primaryKey(),
    conversationId: integer('conversation_id')
      .notNull()
      .references(() => conversations.conversationId),
    /** 1..n without gaps per conversation. */
    seq: integer('seq').notNull(),
    /** The conversation's `rev` when this message, or what its card shows, last changed. */
    rev: integer('rev').notNull(),
    senderId: integer('sender_id')
      .notNull()
      .references(() => users.userId),
    receiverId: integer('receiver_id')
      .notNull()
      .references(() => users.userId),
    /** The sender's own id for it: sending twice stores once. */
    clientMessageId: uuid('client_message_id').notNull().defaultRandom(),
    /** What that id was first sent with; null when no request named the id. */
    requestHash: text('request_hash'),
    kind: varchar('kind', { length: 30, enum: MESSAGE_KINDS }).notNull().default('text'),
    /** The text, or the card's one-line fallback; empty once deleted. */
    content: text('content').notNull(),
    checkInId: integer('check_in_id').references((): AnyPgColumn => checkIns.checkInId),
    assignmentId: integer('assignment_id').references(() => clientRoutineAssignments.assignmentId),
    userAchievementId: integer('user_achievement_id').references(() => userAchievements.userAchievementId),
    replyToSeq: integer('reply_to_seq'),
    /** How many there are, so that only messages that have some are looked up. */
    attachmentCount: smallint('attachment_count').notNull().default(0),
    reactionCount: smallint('reaction_count').notNull().default(0),
    /** Kept true to the receiver's watermark, in the same transaction. */
    isRead: boolean('is_read').notNull().default(false),
    createdAt: createdAt(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    unique('messages_conversation_id_seq_unique').on(t.conversationId, t.seq),
    unique('messages_sender_id_client_message_id_unique').on(t.senderId, t.clientMessageId),
    // A quote stays within its own thread.
    foreignKey({
      name: 'messages_reply_in_conversation',
      columns: [t.conversationId, t.replyToSeq],
      foreignColumns: [t.conversationId, t.seq],
    }),
    positive('messages_seq_positive', t.seq),
    check('messages_rev_covers_seq', sql`${t.rev} >= ${t.seq}`),
    check('messages_reply_is_earlier', sql`${t.replyToSeq} < ${t.seq}`),
    check('messages_are_between_two', sql`${t.senderId} <> ${t.receiverId}`),
    oneOf('messages_kind_known', t.kind, MESSAGE_KINDS),
    setExactlyWhen('messages_check_in_id_fits_kind', t.checkInId, ofKind(t.kind, 'check_in')),
    setExactlyWhen('messages_assignment_id_fits_kind', t.assignmentId, ofKind(t.kind, 'routine_assignment')),
    setExactlyWhen(
      'messages_user_achievement_id_fits_kind',
      t.userAchievementId,
      ofKind(t.kind, 'achievement'),
    ),
    ...[t.checkInId, t.assignmentId, t.userAchievementId].map((card) =>
      uniqueIndex(`messages_${card.name}_unique`)
        .on(card)
        .where(sql`${card} is not null`),
    ),
    index('messages_conversation_id_rev_index').on(t.conversationId, t.rev),
    index('messages_reply_index')
      .on(t.conversationId, t.replyToSeq)
      .where(sql`${t.replyToSeq} is not null`),
    // None on the receiver: nobody asks by it, and every message would pay for it (docs/decisions/0026).
  ],
);

function ofKind(column: AnyPgColumn, kind: MessageKind): SQL {
  return sql`${column} = ${sql.raw(`'${kind}'`)}`;
}
