import { boolean, index, integer, jsonb, pgTable, serial, unique, varchar } from 'drizzle-orm/pg-core';
import { between, createdAt, decimal, notNegative, positive, updatedAt } from './columns.ts';
import { exercises } from './exercises.ts';
import { users } from './users.ts';

/** A person's own routine; an assigned one is a copy of its template. */
export const routines = pgTable(
  'routines',
  {
    routineId: serial('routine_id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    name: varchar('name', { length: 100 }).notNull(),
    description: varchar('description', { length: 255 }),
    isActive: boolean('is_active').notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    // What points at a routine can name its owner too, and so cannot point at somebody else's.
    unique('routines_routine_id_user_id_unique').on(t.routineId, t.userId),
    index('routines_user_id_index').on(t.userId),
  ],
);

/** An exercise of a routine. A part of it: it goes with it. */
export const routineExercises = pgTable(
  'routine_exercises',
  {
    routineExerciseId: serial('routine_exercise_id').primaryKey(),
    routineId: integer('routine_id')
      .notNull()
      .references(() => routines.routineId, { onDelete: 'cascade' }),
    exerciseId: integer('exercise_id')
      .notNull()
      .references(() => exercises.exerciseId),
    sets: integer('sets').notNull(),
    reps: integer('reps'),
    durationMinutes: decimal('duration_minutes'),
    weightKg: decimal('weight_kg').notNull().default(0),
    orderIndex: integer('order_index').notNull(),
    /** 0 is Sunday; null means every day. */
    dayOfWeek: integer('day_of_week'),
    /** Warm-up and work sets that differ from one another; null when all sets are alike. */
    setScheme: jsonb('set_scheme'),
  },
  (t) => [
    unique('routine_exercises_routine_exercise_day_unique')
      .on(t.routineId, t.exerciseId, t.dayOfWeek)
      .nullsNotDistinct(),
    positive('routine_exercises_sets_positive', t.sets),
    positive('routine_exercises_reps_positive', t.reps),
    positive('routine_exercises_duration_minutes_positive', t.durationMinutes),
    notNegative('routine_exercises_weight_kg_range', t.weightKg),
    notNegative('routine_exercises_order_index_range', t.orderIndex),
    between('routine_exercises_day_of_week_range', t.dayOfWeek, 0, 6),
    index('routine_exercises_exercise_id_index').on(t.exerciseId),
  ],
);
