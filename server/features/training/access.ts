import { and, eq } from 'drizzle-orm';
import { clientRoutineAssignments, users } from '#server/db/schema/index';
import type { TxCtx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';

/**
 * Lets only the present coach of an assignment's client pass, and keeps it so until the transaction ends.
 * @returns the client's time zone
 * @throws AppError `not_found` for everybody else
 */
export async function requireCoachOfAssignment(
  ctx: TxCtx,
  assignmentId: number,
): Promise<{ timeZone: string }> {
  const [row] = await ctx.open.tx
    .select({ timeZone: users.timeZone })
    .from(clientRoutineAssignments)
    .innerJoin(users, eq(users.userId, clientRoutineAssignments.clientId))
    .where(and(eq(clientRoutineAssignments.assignmentId, assignmentId), eq(users.coachId, ctx.actor.userId)))
    // A move under way is waited for, and then seen.
    .for('share', { of: users });
  if (!row) throw notFound('routine assignment');
  return row;
}
