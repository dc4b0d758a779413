import { and, eq } from 'drizzle-orm';
import { checkIns, users } from '#server/db/schema/index';
import type { TxCtx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';

/**
 * Lets only the present coach of whoever wrote a check-in pass, and keeps it so until the transaction ends.
 * @throws AppError `not_found` for everybody else
 */
export async function requireCoachOfCheckIn(
  ctx: TxCtx,
  checkInId: number,
): Promise<{ checkInId: number; clientId: number }> {
  const [row] = await ctx.open.tx
    .select({ checkInId: checkIns.checkInId, clientId: checkIns.clientId })
    .from(checkIns)
    .innerJoin(users, eq(users.userId, checkIns.clientId))
    .where(and(eq(checkIns.checkInId, checkInId), eq(users.coachId, ctx.actor.userId)))
    // A move under way is waited for, and then seen.
    .for('share', { of: users });
  if (!row) throw notFound('check-in');
  return row;
}
