import { asc, eq, inArray } from 'drizzle-orm';
import type { PlannedExercise } from '#contract/cards';
import { dailyExercises, exercises, routineExercises } from '#server/db/schema/index';
import type { Executor } from '#server/platform/postgres';

/** The exercises of each routine, in their order. */
export async function plansOf(
  db: Executor,
  routineIds: readonly number[],
): Promise<Map<number, PlannedExercise[]>> {
  const plans = new Map<number, PlannedExercise[]>();
  if (routineIds.length === 0) return plans;
  const rows = await db
    .select({
      routineId: routineExercises.routineId,
      line: {
        exerciseId: routineExercises.exerciseId,
        name: exercises.name,
        sets: routineExercises.sets,
        reps: routineExercises.reps,
        durationMinutes: routineExercises.durationMinutes,
        weightKg: routineExercises.weightKg,
        dayOfWeek: routineExercises.dayOfWeek,
        orderIndex: routineExercises.orderIndex,
      },
    })
    .from(routineExercises)
    .innerJoin(exercises, eq(exercises.exerciseId, routineExercises.exerciseId))
    .where(inArray(routineExercises.routineId, [...routineIds]))
    .orderBy(asc(routineExercises.orderIndex), asc(routineExercises.routineExerciseId));
  for (const { routineId, line } of rows) collect(plans, routineId, line);
  return plans;
}

/** Which exercises of each scheduled routine are ticked. */
export async function doneIn(db: Executor, scheduledIds: readonly number[]): Promise<Map<number, number[]>> {
  const done = new Map<number, number[]>();
  if (scheduledIds.length === 0) return done;
  const rows = await db
    .select({ scheduledId: dailyExercises.scheduledId, exerciseId: dailyExercises.exerciseId })
    .from(dailyExercises)
    .where(inArray(dailyExercises.scheduledId, [...scheduledIds]))
    .orderBy(asc(dailyExercises.exerciseId));
  for (const { scheduledId, exerciseId } of rows) {
    if (scheduledId !== null) collect(done, scheduledId, exerciseId);
  }
  return done;
}

function collect<T>(groups: Map<number, T[]>, key: number, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
