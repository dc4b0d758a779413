import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, serial, varchar } from 'drizzle-orm/pg-core';
import { createdAt, instant, updatedAt } from './columns.ts';
import { users } from './users.ts';

/** A coach's routine to assign. Deleting one that has assignments archives it. */
export const routineTemplates = pgTable(
  'routine_templates',
  {
    templateId: serial('template_id').primaryKey(),
    coachId: integer('coach_id')
      .notNull()
      .references(() => users.userId),
    name: varchar('name', { length: 100 }).notNull(),
    description: varchar('description', { length: 500 }),
    exercises: jsonb('exercises').notNull(),
    archivedAt: instant('archived_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check('routine_templates_exercises_is_array', sql`jsonb_typeof(${t.exercises}) = 'array'`),
    index('routine_templates_coach_id_index').on(t.coachId),
  ],
);

export const dietTemplates = pgTable(
  'diet_templates',
  {
    templateId: serial('template_id').primaryKey(),
    coachId: integer('coach_id')
      .notNull()
      .references(() => users.userId),
    name: varchar('name', { length: 100 }).notNull(),
    description: varchar('description', { length: 500 }),
    meals: jsonb('meals').notNull(),
    targetMacros: jsonb('target_macros'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check('diet_templates_meals_is_array', sql`jsonb_typeof(${t.meals}) = 'array'`),
    check('diet_templates_target_macros_is_object', sql`jsonb_typeof(${t.targetMacros}) = 'object'`),
    index('diet_templates_coach_id_index').on(t.coachId),
  ],
);
