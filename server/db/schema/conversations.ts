import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  serial,
  unique,
  varchar,
} from 'drizzle-orm/pg-core';
import { MESSAGE_KINDS } from '#contract/enums';
import { createdAt, instant, notNegative, oneOf } from './columns.ts';
import { users } from './users.ts';

/** The one thread of a coach and a client, with what the inbox shows of it. */
export const conversations = pgTable(
  'conversations',
  {
    conversationId: serial('conversation_id').primaryKey(),
    coachId: integer('coach_id')
      .notNull()
      .references(() => users.userId),
    clientId: integer('client_id')
      .notNull()
      .references(() => users.userId),
    /** Counters, taken while this row is locked: commit order is sequence order. */
    lastSeq: integer('last_seq').notNull().default(0),
    rev: integer('rev').notNull().default(0),
    lastMessageAt: instant('last_message_at'),
    /** The newest message in one line, so that the inbox is one query. */
    preview: varchar('preview', { length: 200 }),
    previewSenderId: integer('preview_sender_id').references(() => users.userId),
    previewKind: varchar('preview_kind', { length: 30, enum: MESSAGE_KINDS }),
    /** When the client went to another coach: from then on it is the client's alone, to read. Null while it lives. */
    closedAt: instant('closed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('conversations_coach_id_client_id_unique').on(t.coachId, t.clientId),
    check('conversations_are_of_two', sql`${t.coachId} <> ${t.clientId}`),
    check(
      'conversations_preview_whole',
      sql`num_nonnulls(${t.preview}, ${t.previewSenderId}, ${t.previewKind}) in (0, 3)`,
    ),
    oneOf('conversations_preview_kind_known', t.previewKind, MESSAGE_KINDS),
    notNegative('conversations_last_seq_range', t.lastSeq),
    check('conversations_rev_covers_seq', sql`${t.rev} >= ${t.lastSeq}`),
    // None on activity: every message moves that, and a coach's rows are sorted faster than an index is kept up to date.
    index('conversations_client_id_index').on(t.clientId),
  ],
);

/** Who is in a thread and how far they have come; the watermarks only grow. */
export const conversationMembers = pgTable(
  'conversation_members',
  {
    conversationId: integer('conversation_id')
      .notNull()
      .references(() => conversations.conversationId, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    deliveredSeq: integer('delivered_seq').notNull().default(0),
    readSeq: integer('read_seq').notNull().default(0),
    unreadCount: integer('unread_count').notNull().default(0),
    /** A flag of its own: watermarks never go back. */
    markedUnread: boolean('marked_unread').notNull().default(false),
    mutedUntil: instant('muted_until'),
    pinnedAt: instant('pinned_at'),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId] }),
    notNegative('conversation_members_read_seq_range', t.readSeq),
    check('conversation_members_read_is_delivered', sql`${t.readSeq} <= ${t.deliveredSeq}`),
    notNegative('conversation_members_unread_count_range', t.unreadCount),
    index('conversation_members_user_id_index').on(t.userId),
  ],
);
