import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, serial, uniqueIndex, varchar } from 'drizzle-orm/pg-core';
import { INVITE_ROLES } from '#contract/enums';
import { createdAt, instant, oneOf } from './columns.ts';
import { users } from './users.ts';

export const inviteTokens = pgTable(
  'invite_tokens',
  {
    id: serial('id').primaryKey(),
    /** Whoever invites: a coach, or an admin. */
    coachId: integer('coach_id')
      .notNull()
      .references(() => users.userId),
    email: varchar('email', { length: 255 }).notNull(),
    /** SHA-256 of the mailed token, never the token. */
    token: varchar('token', { length: 255 }).notNull().unique(),
    role: varchar('role', { length: 20, enum: INVITE_ROLES }).notNull().default('CLIENT'),
    expiresAt: instant('expires_at').notNull(),
    used: boolean('used').notNull().default(false),
    acceptedBy: integer('accepted_by').references(() => users.userId),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
  },
  (t) => [
    check('invite_tokens_email_lower_case', sql`${t.email} = lower(${t.email})`),
    oneOf('invite_tokens_role_known', t.role, INVITE_ROLES),
    check('invite_tokens_accepted_is_used', sql`${t.acceptedBy} is null or ${t.used}`),
    check('invite_tokens_used_or_revoked', sql`not (${t.used} and ${t.revokedAt} is not null)`),
    // Inviting an open address again renews the invitation it has.
    uniqueIndex('invite_tokens_one_open')
      .on(t.coachId, t.email)
      .where(sql`not ${t.used} and ${t.revokedAt} is null`),
    index('invite_tokens_coach_id_index').on(t.coachId),
    index('invite_tokens_accepted_by_index').on(t.acceptedBy),
  ],
);
