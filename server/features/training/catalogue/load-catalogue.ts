import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { EXERCISE_CATEGORIES } from '#contract/enums';
import { exercises } from '#server/db/schema/index';
import type { Executor } from '#server/platform/postgres';
import entries from './exercises.json' with { type: 'json' };

/** Whom the stored calories per minute stand for; a person's own weight scales them. */
const REFERENCE_WEIGHT_KG = 70;

/** Of both sources. */
const LICENCE = 'Public domain';

const catalogue = z.array(
  z.strictObject({
    name: z.string().min(1).max(100),
    category: z.enum(EXERCISE_CATEGORIES),
    /** Metabolic equivalent, after the Compendium of Physical Activities. */
    met: z.number().positive(),
    aliases: z.array(z.string().min(1)),
    source: z.string(),
    sourceId: z.string(),
  }),
);

/**
 * Energy of an activity for a person of 70 kg, in kcal per minute to a tenth: MET x 3.5 ml of oxygen per kg and
 * minute, at 200 ml per kcal and kilogram.
 */
export function caloriesPerMinute(met: number): number {
  return Math.round(((met * 3.5 * REFERENCE_WEIGHT_KG) / 200) * 10) / 10;
}

/**
 * Brings the catalogue's exercises into the database, by name, in one statement. Rows that are as they should be, and
 * rows of the same name that came from elsewhere, are left alone.
 */
export async function loadExerciseCatalogue(db: Executor): Promise<void> {
  const rows = catalogue.parse(entries).map(({ met, ...entry }) => ({
    ...entry,
    caloriesPerMinute: caloriesPerMinute(met),
  }));
  // One parameter for all rows: thousands of them take longer to bind than to store.
  await db.execute(sql`
    insert into ${exercises} as mine
      (name, category, default_calories_per_minute, aliases, source, source_id, licence)
    select name, category, "caloriesPerMinute", aliases, source, "sourceId", ${LICENCE}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry (
      name text, category text, "caloriesPerMinute" numeric, aliases text[], source text, "sourceId" text)
    on conflict (name) do update set
      category = excluded.category,
      default_calories_per_minute = excluded.default_calories_per_minute,
      aliases = excluded.aliases
    where (mine.source, mine.source_id) = (excluded.source, excluded.source_id)
      and (mine.category, mine.default_calories_per_minute, mine.aliases)
        is distinct from (excluded.category, excluded.default_calories_per_minute, excluded.aliases)`);
}
