import { and, eq, gte, isNull, notExists, sql } from 'drizzle-orm';
import { dayIn } from '#contract/rules/weeks';
import {
  clientRoutineAssignments,
  dailyExercises,
  routines,
  scheduledRoutines,
} from '#server/db/schema/index';
import { touchCard } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import type { Tx } from '#server/platform/postgres';
import { requireCoachOfAssignment } from '../access.ts';
import { currentEntryOf } from '../calendar.ts';

/**
 * Ends a plan: what lies ahead and was not begun leaves the calendar, logged work and the card stay. Ending it again
 * changes nothing.
 * @throws AppError `forbidden` for a client, `not_found` for an assignment of somebody else's client
 */
export async function endAssignment(ctx: Ctx, assignmentId: number): Promise<void> {
  requireRole(ctx, 'COACH', 'ADMIN');
  await transact(ctx, (ctx) => end(ctx, assignmentId));
}

async function end(ctx: TxCtx, assignmentId: number): Promise<void> {
  const { timeZone } = await requireCoachOfAssignment(ctx, assignmentId);
  const now = ctx.clock.now();
  const today = dayIn(timeZone, now);
  const { tx } = ctx.open;
  const [ended] = await tx
    .update(clientRoutineAssignments)
    .set({ endedAt: now })
    .where(
      and(eq(clientRoutineAssignments.assignmentId, assignmentId), isNull(clientRoutineAssignments.endedAt)),
    )
    .returning({ routineId: clientRoutineAssignments.routineId });
  if (!ended) return;
  await tx.update(routines).set({ isActive: false }).where(eq(routines.routineId, ended.routineId));
  await clearAhead(tx, assignmentId, today);
  await tx
    .update(clientRoutineAssignments)
    .set({ currentScheduledId: currentEntryOf(assignmentId, today) })
    .where(eq(clientRoutineAssignments.assignmentId, assignmentId));
  await touchCard(ctx.open, 'routine_assignment', assignmentId);
}

/** Removes today's and later entries without logged work; of what was begun and not finished nothing is asked any more. */
async function clearAhead(tx: Tx, assignmentId: number, today: string): Promise<void> {
  const ahead = and(
    eq(scheduledRoutines.assignmentId, assignmentId),
    gte(scheduledRoutines.scheduledDate, today),
    eq(scheduledRoutines.status, 'planned'),
  );
  // Waits for ticks under way: the deletion, a statement of its own, then sees what they logged.
  await tx.select({ id: scheduledRoutines.scheduledId }).from(scheduledRoutines).where(ahead).for('update');
  const logged = tx
    .select({ one: sql`1` })
    .from(dailyExercises)
    .where(eq(dailyExercises.scheduledId, scheduledRoutines.scheduledId));
  await tx.delete(scheduledRoutines).where(and(ahead, notExists(logged)));
  await tx.update(scheduledRoutines).set({ status: 'excused' }).where(ahead);
}
