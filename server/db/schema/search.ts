import { check, customType, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instant, notNegative } from './columns.ts';
import { conversations } from './conversations.ts';

/** Compared byte by byte, so that the words that begin with some letters lie side by side. */
const byteText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/**
 * Which messages of a thread have which word, 256 sequence numbers a row. Names no row of `messages` as a reference: that
 * would lock each message while it is made searchable.
 */
export const searchWords = pgTable(
  'search_words',
  {
    conversationId: integer('conversation_id').notNull(),
    /** A word without accents, `=` and the stem of one, or `#` and what kind of message it is. */
    word: byteText('word').notNull(),
    block: integer('block').notNull(),
    messageIds: integer('message_ids').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.word, t.block] })],
);

/** The blocks of a thread that are searchable, so that a search can go through them from the newest one back. */
export const searchBlocks = pgTable(
  'search_blocks',
  {
    conversationId: integer('conversation_id').notNull(),
    block: integer('block').notNull(),
    firstMessageId: integer('first_message_id').notNull(),
    lastMessageId: integer('last_message_id').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.block] }),
    check('search_blocks_in_order', sql`${t.firstMessageId} <= ${t.lastMessageId}`),
  ],
);

/** Up to which revision a thread is searchable by its words; what came after is read as it is. */
export const searchProgress = pgTable(
  'search_progress',
  {
    conversationId: integer('conversation_id')
      .primaryKey()
      .references(() => conversations.conversationId, { onDelete: 'cascade' }),
    indexedRev: integer('indexed_rev').notNull().default(0),
    indexedSeq: integer('indexed_seq').notNull().default(0),
  },
  (t) => [
    notNegative('search_progress_indexed_seq_range', t.indexedSeq),
    check('search_progress_rev_covers_seq', sql`${t.indexedRev} >= ${t.indexedSeq}`),
  ],
);
