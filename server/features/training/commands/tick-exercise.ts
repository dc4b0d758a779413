import { and, eq } from 'drizzle-orm';
import type { PlannedExercise } from '#contract/cards';
import { exercisesOn } from '#contract/rules/schedule';
import { dayIn } from '#contract/rules/weeks';
import type { ScheduledRoutineView, TickExerciseInput } from '#contract/training';
import { clientRoutineAssignments, scheduledRoutines } from '#server/db/schema/index';
import { touchCard } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { logExercise, unlogExercise } from '../logged-work.ts';
import { doneIn, plansOf } from '../queries/plans.ts';
import { scheduledView } from '../queries/scheduled.ts';

type Entry = typeof scheduledRoutines.$inferSelect;

interface Which {
  scheduledId: number;
  exerciseId: number;
}

/**
 * Ticks an exercise of one's own session as done, or unticks it; saying it twice changes nothing. The last one done
 * completes the session.
 * @throws AppError `forbidden` for a coach, `not_found` for a session of somebody else or an exercise that is not in
 * it, `conflict` when the plan has ended
 */
export async function tickExercise(
  ctx: Ctx,
  which: Which,
  input: TickExerciseInput,
): Promise<ScheduledRoutineView> {
  requireRole(ctx, 'CLIENT');
  await transact(ctx, (ctx) => tick(ctx, which, input));
  return scheduledView(ctx.open?.tx ?? ctx.db, which.scheduledId);
}

async function tick(ctx: TxCtx, which: Which, input: TickExerciseInput): Promise<void> {
  const { tx } = ctx.open;
  const entry = await lockEntry(ctx, which.scheduledId);
  await refuseEnded(ctx, entry);
  const plan = await planOf(ctx, entry);
  const planned = plan.find((line) => line.exerciseId === which.exerciseId);
  if (!planned) throw notFound('exercise in this routine');
  if (!input.done) {
    if (!(await unlogExercise(tx, entry.scheduledId, planned.exerciseId))) return;
    await keepCompletion(ctx, entry, plan);
    await touch(ctx, entry);
    return;
  }
  const { newlyDone, firstOfDay } = await logExercise(tx, placeOf(ctx, entry), planned, input);
  if (!newlyDone) return;
  const completed = await keepCompletion(ctx, entry, plan);
  await touch(ctx, entry);
  if (completed || firstOfDay) await tellAchievements(ctx);
}

/** Concurrent ticks of one session take turns, so that they agree on whether it is complete. */
async function lockEntry(ctx: TxCtx, scheduledId: number): Promise<Entry> {
  const [entry] = await ctx.open.tx
    .select()
    .from(scheduledRoutines)
    .where(
      and(eq(scheduledRoutines.scheduledId, scheduledId), eq(scheduledRoutines.userId, ctx.actor.userId)),
    )
    .for('update');
  if (!entry) throw notFound('scheduled routine');
  return entry;
}

/** Read after the entry is locked: whoever ends the plan waits for that lock. */
async function refuseEnded(ctx: TxCtx, entry: Entry): Promise<void> {
  if (entry.assignmentId === null) return;
  const [assignment] = await ctx.open.tx
    .select({ endedAt: clientRoutineAssignments.endedAt })
    .from(clientRoutineAssignments)
    .where(eq(clientRoutineAssignments.assignmentId, entry.assignmentId));
  if (assignment?.endedAt != null) throw conflict('This plan has ended.');
}

async function planOf(ctx: TxCtx, entry: Entry): Promise<PlannedExercise[]> {
  const plans = await plansOf(ctx.open.tx, [entry.routineId]);
  return exercisesOn(plans.get(entry.routineId) ?? [], entry.scheduledDate);
}

/** Work counts for the planned day, but never for one that has yet to come. */
function placeOf(ctx: TxCtx, entry: Entry) {
  const { userId, timeZone } = ctx.actor;
  const today = dayIn(timeZone, ctx.clock.now());
  const day = entry.scheduledDate < today ? entry.scheduledDate : today;
  return { scheduledId: entry.scheduledId, userId, timeZone, day };
}

/** Brings the session's state in line with what is ticked. Gives whether this completed it. */
async function keepCompletion(ctx: TxCtx, entry: Entry, plan: readonly PlannedExercise[]): Promise<boolean> {
  const { tx } = ctx.open;
  const done = (await doneIn(tx, [entry.scheduledId])).get(entry.scheduledId) ?? [];
  const complete = plan.every((line) => done.includes(line.exerciseId));
  if (complete === entry.isCompleted) return false;
  await tx
    .update(scheduledRoutines)
    .set({
      status: complete ? 'done' : 'planned',
      isCompleted: complete,
      completedAt: complete ? ctx.clock.now() : null,
    })
    .where(eq(scheduledRoutines.scheduledId, entry.scheduledId));
  return complete;
}

async function touch(ctx: TxCtx, entry: Entry): Promise<void> {
  if (entry.assignmentId !== null) await touchCard(ctx.open, 'routine_assignment', entry.assignmentId);
}

async function tellAchievements(ctx: TxCtx): Promise<void> {
  const { userId } = ctx.actor;
  await ctx.jobs.enqueue(ctx.open.tx, 'evaluate-achievements', { userId });
  ctx.open.facts.push({ name: 'achievements.due', data: { userId } });
}
