import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, index, integer, pgTable, serial } from 'drizzle-orm/pg-core';
import { text, uniqueIndex, varchar } from 'drizzle-orm/pg-core';
import { ACTIVITY_LEVELS, GENDERS, ROLES, UNIT_SYSTEMS } from '#contract/enums';
import { between, createdAt, decimal, instant, notNegative, oneOf, positive, updatedAt } from './columns.ts';

/** People. Nobody's row goes by a cascade: erasing a person is a path of its own. */
export const users = pgTable(
  'users',
  {
    userId: serial('user_id').primaryKey(),
    email: varchar('email', { length: 255 }).notNull().unique(),
    passwordHash: varchar('password_hash', { length: 255 }).notNull(),
    /** SHA-256 of the mailed token, never the token. */
    resetPasswordToken: varchar('reset_password_token', { length: 255 }),
    resetPasswordExpires: instant('reset_password_expires'),
    onboardingCompleted: boolean('onboarding_completed').notNull().default(false),
    onboardingStep: integer('onboarding_step').notNull().default(0),
    gender: varchar('gender', { length: 20, enum: GENDERS }),
    age: integer('age'),
    height: decimal('height'),
    role: varchar('role', { length: 20, enum: ROLES }).notNull().default('CLIENT'),
    coachId: integer('coach_id').references((): AnyPgColumn => users.userId),
    displayName: varchar('display_name', { length: 100 }).notNull(),
    /** IANA name; calendar days are days in this zone. */
    timeZone: text('time_zone').notNull().default('UTC'),
    locale: varchar('locale', { length: 35 }).notNull().default('en'),
    unitSystem: varchar('unit_system', { length: 20, enum: UNIT_SYSTEMS }).notNull().default('metric'),
    activityLevel: varchar('activity_level', { length: 20, enum: ACTIVITY_LEVELS }),
    /** Raising it ends every session that was opened under the old number. */
    sessionEpoch: integer('session_epoch').notNull().default(0),
    deactivatedAt: instant('deactivated_at'),
    /** When the last of this person's devices went away; null before the first has. */
    lastSeenAt: instant('last_seen_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check('users_email_lower_case', sql`${t.email} = lower(${t.email})`),
    between('users_onboarding_step_range', t.onboardingStep, 0, 4),
    oneOf('users_gender_known', t.gender, GENDERS),
    positive('users_age_positive', t.age),
    positive('users_height_positive', t.height),
    oneOf('users_role_known', t.role, ROLES),
    check('users_coach_is_another', sql`${t.coachId} <> ${t.userId}`),
    check('users_display_name_filled', sql`btrim(${t.displayName}) <> ''`),
    oneOf('users_unit_system_known', t.unitSystem, UNIT_SYSTEMS),
    oneOf('users_activity_level_known', t.activityLevel, ACTIVITY_LEVELS),
    notNegative('users_session_epoch_range', t.sessionEpoch),
    uniqueIndex('users_reset_password_token_unique').on(t.resetPasswordToken),
    index('users_coach_id_index').on(t.coachId),
  ],
);
