import { and } from 'drizzle-orm';
import type { ChangeScheduledInput, ScheduledView } from '#contract/scheduled-messages';
import { scheduledMessages } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { checkedMoment, requireQuoted } from '../checks.ts';
import { presentScheduled } from '../present.ts';
import { ownOpenThreadRow } from '../queries.ts';
import { inOpenThread, openRows, ownRow, type ScheduledRow } from '../rows.ts';
import { tellScheduled } from '../tell.ts';
import { noLongerOpen } from '../too-late.ts';

/**
 * Changes what a message that waits says, or when it goes. One that failed waits again once it is given a moment.
 * @throws AppError `forbidden` for a client, `not_found`, `conflict` once it is sent, `invalid_input` as for a new one
 */
export async function changeScheduled(
  ctx: Ctx,
  scheduledId: number,
  input: ChangeScheduledInput,
): Promise<ScheduledView> {
  requireRole(ctx, 'COACH', 'ADMIN');
  return transact(ctx, async (ctx) => {
    const { conversationId } = await ownOpenThreadRow(ctx, scheduledId);
    await requireQuoted(ctx, conversationId, input.replyToSeq);
    const [row] = await ctx.open.tx
      .update(scheduledMessages)
      .set(valuesOf(ctx, input))
      .where(and(ownRow(ctx, scheduledId), openRows, inOpenThread(ctx)))
      .returning();
    if (!row) throw await noLongerOpen(ctx, scheduledId);
    tellScheduled(ctx.open, row);
    return presentScheduled(row);
  });
}

function valuesOf(ctx: TxCtx, input: ChangeScheduledInput): Partial<ScheduledRow> {
  const { text, sendAt, timeZone, replyToSeq } = input;
  return {
    ...(text !== undefined && { content: text }),
    ...(timeZone !== undefined && { timeZone }),
    ...(replyToSeq !== undefined && { replyToSeq }),
    ...(sendAt !== undefined && {
      sendAt: checkedMoment(sendAt, ctx.clock.now()),
      status: 'scheduled' as const,
      failure: null,
    }),
  };
}
