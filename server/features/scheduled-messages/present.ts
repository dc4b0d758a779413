import type { MediaView } from '#contract/media';
import type { ScheduledView } from '#contract/scheduled-messages';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import type { ScheduledRow } from './rows.ts';

/** Scheduled messages as their sender sees them; what they carry is looked up once for all. */
export async function presentScheduled(ctx: Ctx, rows: readonly ScheduledRow[]): Promise<ScheduledView[]> {
  const ids = rows.map((row) => row.scheduledMessageId);
  const carried = await ctx.attachments.of(executor(ctx), 'scheduledMessageId', ids);
  return rows.map((row) => presentOne(row, carried.get(row.scheduledMessageId) ?? []));
}

/** One of them. */
export function presentOne(row: ScheduledRow, attachments: readonly MediaView[]): ScheduledView {
  return {
    id: row.scheduledMessageId,
    conversationId: row.conversationId,
    text: row.content,
    sendAt: row.sendAt.toISOString(),
    timeZone: row.timeZone,
    replyToSeq: row.replyToSeq,
    attachments: [...attachments],
    status: row.status,
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
  };
}
