import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, serial, text, unique, varchar } from 'drizzle-orm/pg-core';
import { EXERCISE_CATEGORIES } from '#contract/enums';
import { createdAt, decimal, notNegative, oneOf } from './columns.ts';

/** The catalogue of exercises, shared by everyone on the instance. */
export const exercises = pgTable(
  'exercises',
  {
    exerciseId: serial('exercise_id').primaryKey(),
    name: varchar('name', { length: 100 }).notNull().unique(),
    category: varchar('category', { length: 50, enum: EXERCISE_CATEGORIES }).notNull(),
    defaultCaloriesPerMinute: decimal('default_calories_per_minute').notNull().default(5),
    gifUrl: varchar('gif_url', { length: 500 }),
    videoUrl: varchar('video_url', { length: 500 }),
    wgerId: integer('wger_id'),
    isPublic: boolean('is_public').notNull().default(true),
    /** Other names people search it by. */
    aliases: text('aliases')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    source: varchar('source', { length: 50 }),
    sourceId: varchar('source_id', { length: 100 }),
    licence: varchar('licence', { length: 50 }),
    createdAt: createdAt(),
  },
  (t) => [
    unique('exercises_source_source_id_unique').on(t.source, t.sourceId),
    oneOf('exercises_category_known', t.category, EXERCISE_CATEGORIES),
    notNegative('exercises_default_calories_per_minute_range', t.defaultCaloriesPerMinute),
  ],
);
