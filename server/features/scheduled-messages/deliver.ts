import { eq } from 'drizzle-orm';
import { scheduledMessages } from '#server/db/schema/index';
import { sendMessage } from '#server/features/conversations/index';
import type { TxCtx } from '#server/kernel/context';
import type { ScheduledRow } from './rows.ts';
import { tellScheduled } from './tell.ts';

/**
 * Sends a message whose row the transaction holds, with what it carries, as its sender, and says so in the row: both or neither. It goes under
 * the id that was given to it when it was written, so it is stored once whatever else happens (R2).
 * @throws AppError whatever `sendMessage` refuses it with
 */
export async function deliver(ctx: TxCtx, row: ScheduledRow): Promise<ScheduledRow> {
  const holder = { scheduledMessageId: row.scheduledMessageId };
  const mediaIds = await ctx.attachments.setFree(ctx.open, holder, ctx.clock.now());
  const { message } = await sendMessage(ctx, {
    conversationId: row.conversationId,
    clientMessageId: row.clientMessageId,
    text: row.content,
    ...(row.replyToSeq !== null && { replyToSeq: row.replyToSeq }),
    ...(mediaIds.length > 0 && { mediaIds }),
  });
  const [sent] = await ctx.open.tx
    .update(scheduledMessages)
    // The message says it from now on: a second copy would outlive its deletion.
    .set({ status: 'sent', messageId: message.id, failure: null, content: '' })
    .where(eq(scheduledMessages.scheduledMessageId, row.scheduledMessageId))
    .returning();
  if (!sent) throw new Error('A row that was locked is not there');
  tellScheduled(ctx.open, sent);
  return sent;
}
