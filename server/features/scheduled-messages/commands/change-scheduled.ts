import { and } from 'drizzle-orm';
import type { ChangeScheduledInput, ScheduledView } from '#contract/scheduled-messages';
import { scheduledMessages } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { invalidInput } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { checkedMoment, requireQuoted } from '../checks.ts';
import { presentOne } from '../present.ts';
import { ownOpenThreadRow } from '../queries.ts';
import { inOpenThread, openRows, ownRow, type ScheduledRow } from '../rows.ts';
import { tellScheduled } from '../tell.ts';
import { noLongerOpen } from '../too-late.ts';

/**
 * Changes what a message that waits says or carries, or when it goes. One that failed waits again once it is given a moment.
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
      // Also where only what it carries changes: the row is locked while that does.
      .set({ ...valuesOf(ctx, input), updatedAt: ctx.clock.now() })
      .where(and(ownRow(ctx, scheduledId), openRows, inOpenThread(ctx)))
      .returning();
    if (!row) throw await noLongerOpen(ctx, scheduledId);
    const attachments = await ctx.attachments.replace(
      ctx,
      { scheduledMessageId: scheduledId },
      input.mediaIds,
    );
    if (row.content === '' && attachments.length === 0) throw invalidInput('text', 'must not be empty');
    tellScheduled(ctx.open, row);
    return presentOne(row, attachments);
  });
}

function valuesOf(ctx: Ctx, input: ChangeScheduledInput): Partial<ScheduledRow> {
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
