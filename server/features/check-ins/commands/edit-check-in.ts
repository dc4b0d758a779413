import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CheckInView, EditCheckInInput } from '#contract/check-ins';
import { checkIns } from '#server/db/schema/index';
import { touchCard } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict, invalidInput, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { checkInText } from '../present.ts';
import { checkInView } from '../queries.ts';
import { touchFollowing } from '../touch.ts';

/**
 * Changes a check-in of one's own until the coach has reviewed it. What says nothing new moves no card.
 * @throws AppError `forbidden` for a coach, `not_found`, `invalid_input` for another week or when nothing would be
 * left, `conflict` once reviewed
 */
export async function editCheckIn(
  ctx: Ctx,
  checkInId: number,
  input: EditCheckInInput,
): Promise<CheckInView> {
  requireRole(ctx, 'CLIENT');
  await transact(ctx, (ctx) => edit(ctx, checkInId, input));
  return checkInView(ctx.db, checkInId);
}

async function edit(ctx: TxCtx, checkInId: number, input: EditCheckInInput): Promise<void> {
  const before = await lockOwn(ctx, checkInId);
  if (input.weekOf !== undefined && input.weekOf !== before.weekOf) {
    throw invalidInput('weekOf', `must stay ${before.weekOf}`);
  }
  const after = {
    weight: input.weight === undefined ? before.weight : input.weight,
    feeling: input.feeling === undefined ? before.feeling : input.feeling,
    notes: input.notes === undefined ? before.notes : input.notes || null,
  };
  if (after.weight === null && after.feeling === null && after.notes === null) {
    throw invalidInput('', 'must leave a weight, a feeling or notes');
  }
  const [changed] = await ctx.open.tx
    .update(checkIns)
    .set(after)
    .where(
      and(
        eq(checkIns.checkInId, checkInId),
        isNull(checkIns.reviewedAt),
        sql`(${checkIns.weight}, ${checkIns.feeling}, ${checkIns.notes}) is distinct from
          (${after.weight}::numeric, ${after.feeling}::integer, ${after.notes}::text)`,
      ),
    )
    .returning();
  if (!changed) return;
  await touchCard(ctx.open, 'check_in', checkInId, checkInText(after));
  if (before.weight !== after.weight) await touchFollowing(ctx, before);
}

/** The row stays locked: a review waits for the edit, or the edit sees that it was reviewed. */
async function lockOwn(ctx: TxCtx, checkInId: number) {
  const [row] = await ctx.open.tx
    .select()
    .from(checkIns)
    .where(and(eq(checkIns.checkInId, checkInId), eq(checkIns.clientId, ctx.actor.userId)))
    .for('no key update');
  if (!row) throw notFound('check-in');
  if (row.reviewedAt !== null) throw conflict('Your coach has already reviewed this check-in.');
  return row;
}
