import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { ExerciseView, ListExercisesQuery } from '#contract/training';
import { counter, storableText } from '#contract/primitives';
import { exercises } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { folded, unaccented } from '#server/kernel/like';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import type { Executor } from '#server/platform/postgres';

const position = z.tuple([counter, storableText]);

/**
 * The public catalogue: names that begin with what is searched for first, then by name. Every word of `q` must begin
 * a word of the name or of an alias; case and accents do not matter.
 */
export async function listExercises(ctx: Ctx, query: ListExercisesQuery): Promise<Page<ExerciseView>> {
  const words = wordsOf(query.q ?? '');
  const rank = sql<number>`case when ${folded(exercises.name)} ~ ${`^${words[0] ?? ''}`} then 0 else 1 end`;
  const after = positionOf(query.cursor, position);
  const rows = await executor(ctx)
    .select({
      id: exercises.exerciseId,
      name: exercises.name,
      category: exercises.category,
      caloriesPerMinute: exercises.defaultCaloriesPerMinute,
      rank,
    })
    .from(exercises)
    .where(
      and(
        eq(exercises.isPublic, true),
        query.category && eq(exercises.category, query.category),
        ...words.map((word) => sql`${searchable} ~ ${`\\m${word}`}`),
        after && sql`(${rank}, ${exercises.name}) > (${after[0]}::integer, ${after[1]}::text)`,
      ),
    )
    .orderBy(asc(rank), asc(exercises.name))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => [row.rank, row.name]);
  return { ...page, items: page.items.map(({ rank: _, ...view }) => view) };
}

/** The names of exercises, by id. With `publicOnly`, only of those a plan may use. */
export async function exerciseNames(
  db: Executor,
  ids: readonly number[],
  { publicOnly = false } = {},
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: exercises.exerciseId, name: exercises.name })
    .from(exercises)
    .where(
      and(inArray(exercises.exerciseId, [...ids]), publicOnly ? eq(exercises.isPublic, true) : undefined),
    );
  return new Map(rows.map((row) => [row.id, row.name]));
}

const searchable = folded(sql`${exercises.name} || ' ' || array_to_string(${exercises.aliases}, ' ')`);

/** Letters and digits alone, so that a word is safe inside a pattern. */
function wordsOf(q: string): string[] {
  return (
    unaccented(q)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
