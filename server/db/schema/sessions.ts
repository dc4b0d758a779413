import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uuid, varchar } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns.ts';
import { users } from './users.ts';

/** Signed-in devices. A session means nothing without its person, so it goes with them. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 (hex) of what the cookie holds, so that a leaked table opens no door. */
    sessionId: text('session_id').primaryKey(),
    /** What the person sees and ends in "your devices". */
    publicId: uuid('public_id').notNull().unique().defaultRandom(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId, { onDelete: 'cascade' }),
    sessionEpoch: integer('session_epoch').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull().defaultNow(),
    userAgent: varchar('user_agent', { length: 500 }),
  },
  (t) => [
    check('sessions_session_id_is_sha256', sql`${t.sessionId} ~ '^[0-9a-f]{64}$'`),
    index('sessions_user_id_index').on(t.userId),
  ],
);
