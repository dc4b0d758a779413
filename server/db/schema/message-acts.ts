import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  serial,
  text,
  varchar,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, updatedAt } from './columns.ts';
import { conversationMembers } from './conversations.ts';
import { messages } from './messages.ts';
import { users } from './users.ts';

/** Who put which emoji under which message. */
export const messageReactions = pgTable(
  'message_reactions',
  {
    messageId: integer('message_id')
      .notNull()
      .references(() => messages.messageId),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    emoji: varchar('emoji', { length: 32 }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.userId, t.emoji] }),
    index('message_reactions_user_id_index').on(t.userId),
  ],
);

/** What an edited message said before, for its two people. */
export const messageVersions = pgTable(
  'message_versions',
  {
    messageVersionId: serial('message_version_id').primaryKey(),
    messageId: integer('message_id')
      .notNull()
      .references(() => messages.messageId),
    content: text('content').notNull(),
    /** When it came to say this. */
    writtenAt: instant('written_at').notNull(),
  },
  (t) => [index('message_versions_message_id_index').on(t.messageId)],
);

/** What somebody has begun to write in a thread, for all of their devices. */
export const threadDrafts = pgTable(
  'thread_drafts',
  {
    conversationId: integer('conversation_id').notNull(),
    userId: integer('user_id').notNull(),
    content: text('content').notNull(),
    replyToSeq: integer('reply_to_seq'),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId] }),
    foreignKey({
      name: 'thread_drafts_of_member',
      columns: [t.conversationId, t.userId],
      foreignColumns: [conversationMembers.conversationId, conversationMembers.userId],
    }).onDelete('cascade'),
    check('thread_drafts_say_something', sql`${t.content} <> ''`),
  ],
);
