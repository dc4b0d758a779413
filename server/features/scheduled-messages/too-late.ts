import type { AppError } from '#server/kernel/errors';
import { conflict, notFound } from '#server/kernel/errors';
import type { TxCtx } from '#server/kernel/context';
import { scheduledMessages } from '#server/db/schema/index';
import { ownRow } from './rows.ts';

/** Why a write found no row that is still open: it is sent, or there is none of the actor's. */
export async function noLongerOpen(ctx: TxCtx, scheduledId: number): Promise<AppError> {
  const [row] = await ctx.open.tx
    .select({ status: scheduledMessages.status })
    .from(scheduledMessages)
    .where(ownRow(ctx, scheduledId));
  if (row?.status === 'sent') return conflict('This message has been sent already.');
  return notFound('scheduled message');
}
