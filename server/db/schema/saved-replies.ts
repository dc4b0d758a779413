import { integer, pgTable, serial, text, unique, varchar } from 'drizzle-orm/pg-core';
import { createdAt, updatedAt } from './columns.ts';
import { users } from './users.ts';

/** What a coach says again and again, found by its title after a `/`. */
export const savedReplies = pgTable(
  'saved_replies',
  {
    savedReplyId: serial('saved_reply_id').primaryKey(),
    coachId: integer('coach_id')
      .notNull()
      .references(() => users.userId),
    title: varchar('title', { length: 80 }).notNull(),
    /** May hold fields such as {first_name}. */
    content: text('content').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [unique('saved_replies_coach_id_title_unique').on(t.coachId, t.title)],
);
