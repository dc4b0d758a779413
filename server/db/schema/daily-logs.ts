import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, serial, unique, varchar } from 'drizzle-orm/pg-core';
import { WEIGHT_SOURCES } from '#contract/enums';
import { createdAt, decimal, notNegative, oneOf, positive, updatedAt } from './columns.ts';
import { exercises } from './exercises.ts';
import { scheduledRoutines } from './scheduled-routines.ts';
import { users } from './users.ts';

/** One row per person and calendar day. */
export const dailyLogs = pgTable(
  'daily_logs',
  {
    logId: serial('log_id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    date: date('date', { mode: 'string' }).notNull(),
    /** Kilograms; 0 exactly when the source is 'unknown', for a day logged before any weighing. */
    weight: decimal('weight').notNull(),
    weightSource: varchar('weight_source', { length: 20, enum: WEIGHT_SOURCES })
      .notNull()
      .default('measured'),
    consumedCalories: decimal('consumed_calories').notNull().default(0),
    burnedCalories: decimal('burned_calories').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('daily_logs_user_id_date_unique').on(t.userId, t.date),
    oneOf('daily_logs_weight_source_known', t.weightSource, WEIGHT_SOURCES),
    notNegative('daily_logs_weight_range', t.weight),
    check('daily_logs_weight_zero_is_unknown', sql`(${t.weight} = 0) = (${t.weightSource} = 'unknown')`),
    notNegative('daily_logs_consumed_calories_range', t.consumedCalories),
    notNegative('daily_logs_burned_calories_range', t.burnedCalories),
  ],
);

/** What was done on a day, per exercise. A part of its day: it goes with it. */
export const dailyExercises = pgTable(
  'daily_exercises',
  {
    dailyExerciseId: serial('daily_exercise_id').primaryKey(),
    logId: integer('log_id')
      .notNull()
      .references(() => dailyLogs.logId, { onDelete: 'cascade' }),
    exerciseId: integer('exercise_id')
      .notNull()
      .references(() => exercises.exerciseId),
    /** The planned session it was ticked in. Logged work outlives the plan. */
    scheduledId: integer('scheduled_id').references(() => scheduledRoutines.scheduledId, {
      onDelete: 'set null',
    }),
    setsDone: integer('sets_done').notNull(),
    repsDone: integer('reps_done'),
    durationMinutes: decimal('duration_minutes'),
    weightKg: decimal('weight_kg').notNull().default(0),
    burnedCalories: decimal('burned_calories').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    // Ticking is idempotent: one row per exercise of a planned session.
    unique('daily_exercises_scheduled_id_exercise_id_unique').on(t.scheduledId, t.exerciseId),
    notNegative('daily_exercises_sets_done_range', t.setsDone),
    notNegative('daily_exercises_reps_done_range', t.repsDone),
    positive('daily_exercises_duration_minutes_positive', t.durationMinutes),
    notNegative('daily_exercises_weight_kg_range', t.weightKg),
    notNegative('daily_exercises_burned_calories_range', t.burnedCalories),
    index('daily_exercises_log_id_index').on(t.logId),
    index('daily_exercises_exercise_id_index').on(t.exerciseId),
  ],
);
