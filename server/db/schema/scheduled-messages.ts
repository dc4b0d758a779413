import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  index,
  integer,
  pgTable,
  serial,
  text,
  unique,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core';
import { SCHEDULED_STATUSES } from '#contract/enums';
import { createdAt, instant, oneOf, setExactlyWhen, updatedAt } from './columns.ts';
import { conversations } from './conversations.ts';
import { messages } from './messages.ts';
import { users } from './users.ts';

/** A message that is to be sent at a moment of its own. */
export const scheduledMessages = pgTable(
  'scheduled_messages',
  {
    scheduledMessageId: serial('scheduled_message_id').primaryKey(),
    conversationId: integer('conversation_id')
      .notNull()
      .references(() => conversations.conversationId),
    senderId: integer('sender_id')
      .notNull()
      .references(() => users.userId),
    content: text('content').notNull(),
    replyToSeq: integer('reply_to_seq'),
    sendAt: instant('send_at').notNull(),
    /** The zone that moment was chosen in, to show it as it was meant. */
    timeZone: varchar('time_zone', { length: 64 }).notNull(),
    /** Under this id it is sent, so however often that is tried, it is stored once. */
    clientMessageId: uuid('client_message_id').notNull(),
    /** What its sender's request asked for: a repeated one is told from another under the same id. */
    requestHash: text('request_hash').notNull(),
    status: varchar('status', { length: 20, enum: SCHEDULED_STATUSES }).notNull().default('scheduled'),
    /** Why it could not be sent, in words. */
    failure: text('failure'),
    /** The message it became. */
    messageId: integer('message_id').references((): AnyPgColumn => messages.messageId),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('scheduled_messages_sender_id_client_message_id_unique').on(t.senderId, t.clientMessageId),
    oneOf('scheduled_messages_status_known', t.status, SCHEDULED_STATUSES),
    setExactlyWhen('scheduled_messages_failure_fits_status', t.failure, sql`${t.status} = 'failed'`),
    setExactlyWhen('scheduled_messages_message_id_fits_status', t.messageId, sql`${t.status} = 'sent'`),
    index('scheduled_messages_send_at_index')
      .on(t.sendAt)
      .where(sql`${t.status} = 'scheduled'`),
    index('scheduled_messages_conversation_id_index').on(t.conversationId),
    index('scheduled_messages_message_id_index').on(t.messageId),
  ],
);
