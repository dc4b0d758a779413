import { and, eq } from 'drizzle-orm';
import { checkIns, users } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';

/**
 * Lets only the present coach of whoever wrote a check-in pass.
 * @throws AppError `not_found` for everybody else
 */
export async function requireCoachOfCheckIn(
  ctx: Ctx,
  checkInId: number,
): Promise<{ checkInId: number; clientId: number }> {
  const [row] = await executor(ctx)
    .select({ checkInId: checkIns.checkInId, clientId: checkIns.clientId })
    .from(checkIns)
    .innerJoin(users, eq(users.userId, checkIns.clientId))
    .where(and(eq(checkIns.checkInId, checkInId), eq(users.coachId, ctx.actor.userId)));
  if (!row) throw notFound('check-in');
  return row;
}
