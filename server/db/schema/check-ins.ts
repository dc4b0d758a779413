import { sql } from 'drizzle-orm';
import { type AnyPgColumn, check, date, index, integer, pgTable } from 'drizzle-orm/pg-core';
import { serial, text, unique, uuid, varchar } from 'drizzle-orm/pg-core';
import { between, createdAt, decimal, instant, positive, setExactlyWhen, updatedAt } from './columns.ts';
import { messages } from './messages.ts';
import { users } from './users.ts';

/** A client's week, told to the coach. Reviewed or not is a state, kept by `reviewed_at`. */
export const checkIns = pgTable(
  'check_ins',
  {
    checkInId: serial('check_in_id').primaryKey(),
    clientId: integer('client_id')
      .notNull()
      .references(() => users.userId),
    /** The Monday, in the client's time zone. */
    weekOf: date('week_of', { mode: 'string' }).notNull(),
    weight: decimal('weight'),
    feeling: integer('feeling'),
    notes: text('notes'),
    photoFront: varchar('photo_front', { length: 500 }),
    photoSide: varchar('photo_side', { length: 500 }),
    photoBack: varchar('photo_back', { length: 500 }),
    submittedAt: instant('submitted_at').notNull().defaultNow(),
    reviewedAt: instant('reviewed_at'),
    reviewedBy: integer('reviewed_by').references(() => users.userId),
    /** The coach's answer, when the review came with one. */
    reviewMessageId: integer('review_message_id').references((): AnyPgColumn => messages.messageId),
    /** Which request reviewed it, when that named itself: the same one again is no second review. */
    reviewRequestId: uuid('review_request_id'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('check_ins_client_id_week_of_unique').on(t.clientId, t.weekOf),
    check('check_ins_week_of_is_monday', sql`extract(isodow from ${t.weekOf}) = 1`),
    positive('check_ins_weight_positive', t.weight),
    between('check_ins_feeling_range', t.feeling, 1, 5),
    setExactlyWhen('check_ins_reviewed_has_reviewer', t.reviewedBy, sql`${t.reviewedAt} is not null`),
    check('check_ins_answer_is_review', sql`${t.reviewMessageId} is null or ${t.reviewedAt} is not null`),
    check('check_ins_request_is_review', sql`${t.reviewRequestId} is null or ${t.reviewedAt} is not null`),
    index('check_ins_reviewed_by_index').on(t.reviewedBy),
    index('check_ins_review_message_id_index').on(t.reviewMessageId),
  ],
);
