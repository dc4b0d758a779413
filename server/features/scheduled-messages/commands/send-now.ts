import { and, ne } from 'drizzle-orm';
import type { MessageView } from '#contract/conversations';
import type { ScheduledView } from '#contract/scheduled-messages';
import { scheduledMessages } from '#server/db/schema/index';
import { messageView } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { deliver } from '../deliver.ts';
import { presentOne } from '../present.ts';
import { inOpenThread, ownRow, type ScheduledRow } from '../rows.ts';

/**
 * Sends a message that waits or failed without waiting any longer. One that is sent already is answered the same way.
 * @throws AppError `forbidden` for a client, `not_found`, and what sending it now comes up against; then it stays as it was
 */
export async function sendNow(
  ctx: Ctx,
  scheduledId: number,
): Promise<{ scheduled: ScheduledView; message: MessageView }> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const sent = await transact(ctx, async (ctx) => {
    const row = await lockOwn(ctx, scheduledId);
    return row.status === 'sent' ? row : deliver(ctx, row);
  });
  const message = await messageView(ctx, sent.messageId ?? 0);
  return { scheduled: presentOne(sent, []), message };
}

/** Whoever sends it at this moment is waited for. */
async function lockOwn(ctx: TxCtx, scheduledId: number): Promise<ScheduledRow> {
  const [row] = await ctx.open.tx
    .select()
    .from(scheduledMessages)
    .where(and(ownRow(ctx, scheduledId), ne(scheduledMessages.status, 'cancelled'), inOpenThread(ctx)))
    .for('update', { of: scheduledMessages });
  if (!row) throw notFound('scheduled message');
  return row;
}
