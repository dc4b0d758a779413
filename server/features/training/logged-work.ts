import { and, eq } from 'drizzle-orm';
import type { PlannedExercise } from '#contract/cards';
import type { TickExerciseInput } from '#contract/training';
import { burnedCalories } from '#contract/rules/energy';
import { dailyExercises, exercises } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import { lockLog, openLog, sumUp } from './daily-log.ts';
import type { DayLog } from './daily-log.ts';

interface Place {
  scheduledId: number;
  /** Whose work it is. */
  userId: number;
  timeZone: string;
  /** The day it counts for when it is logged now. */
  day: string;
}

/** What logging came to. */
export interface Logged {
  /** Whether the exercise was not done before. */
  newlyDone: boolean;
  /** Whether it is the first work of its day. */
  firstOfDay: boolean;
}

const NOTHING: Logged = { newlyDone: false, firstOfDay: false };

/** Logs an exercise of a locked entry as done; logged before, its values are replaced and it stays on its day. */
export async function logExercise(
  tx: Tx,
  place: Place,
  planned: PlannedExercise,
  input: TickExerciseInput,
): Promise<Logged> {
  const earlier = await loggedRow(tx, place.scheduledId, planned.exerciseId);
  const work = workOf(planned, input);
  if (earlier && isSame(earlier, work)) return NOTHING;
  const log = earlier ? await lockLog(tx, earlier.logId) : await openLog(tx, place, place.day);
  const burned = await burnedBy(tx, planned.exerciseId, work, log);
  const values = { ...work, burnedCalories: burned };
  if (earlier) {
    await tx
      .update(dailyExercises)
      .set(values)
      .where(eq(dailyExercises.dailyExerciseId, earlier.dailyExerciseId));
  } else {
    const { scheduledId } = place;
    await tx
      .insert(dailyExercises)
      .values({ ...values, logId: log.logId, scheduledId, exerciseId: planned.exerciseId });
  }
  const count = await sumUp(tx, log.logId);
  return { newlyDone: !earlier, firstOfDay: !earlier && count === 1 };
}

/** Takes a logged exercise of a locked entry back. Gives whether there was one. */
export async function unlogExercise(tx: Tx, scheduledId: number, exerciseId: number): Promise<boolean> {
  const earlier = await loggedRow(tx, scheduledId, exerciseId);
  if (!earlier) return false;
  await lockLog(tx, earlier.logId);
  await tx.delete(dailyExercises).where(eq(dailyExercises.dailyExerciseId, earlier.dailyExerciseId));
  await sumUp(tx, earlier.logId);
  return true;
}

type LoggedRow = typeof dailyExercises.$inferSelect;
type Work = Pick<LoggedRow, 'setsDone' | 'repsDone' | 'durationMinutes' | 'weightKg'>;

async function loggedRow(tx: Tx, scheduledId: number, exerciseId: number): Promise<LoggedRow | undefined> {
  const [row] = await tx
    .select()
    .from(dailyExercises)
    .where(and(eq(dailyExercises.scheduledId, scheduledId), eq(dailyExercises.exerciseId, exerciseId)));
  return row;
}

/** What was said to be done, else what was planned. */
function workOf(planned: PlannedExercise, input: TickExerciseInput): Work {
  return {
    setsDone: input.sets ?? planned.sets,
    repsDone: input.reps ?? planned.reps,
    durationMinutes: input.durationMinutes ?? planned.durationMinutes,
    weightKg: input.weightKg ?? planned.weightKg,
  };
}

function isSame(a: Work, b: Work): boolean {
  return (
    a.setsDone === b.setsDone &&
    a.repsDone === b.repsDone &&
    a.durationMinutes === b.durationMinutes &&
    a.weightKg === b.weightKg
  );
}

async function burnedBy(tx: Tx, exerciseId: number, work: Work, log: DayLog): Promise<number> {
  const [exercise] = await tx
    .select({ caloriesPerMinute: exercises.defaultCaloriesPerMinute })
    .from(exercises)
    .where(eq(exercises.exerciseId, exerciseId));
  const { setsDone: sets, repsDone: reps, durationMinutes } = work;
  return burnedCalories({ sets, reps, durationMinutes }, exercise?.caloriesPerMinute ?? 0, log.bodyWeight);
}
