import type { ScheduledView } from '#contract/scheduled-messages';
import type { ScheduledRow } from './rows.ts';

/** A scheduled message as its sender sees it. */
export function presentScheduled(row: ScheduledRow): ScheduledView {
  return {
    id: row.scheduledMessageId,
    conversationId: row.conversationId,
    text: row.content,
    sendAt: row.sendAt.toISOString(),
    timeZone: row.timeZone,
    replyToSeq: row.replyToSeq,
    attachments: [],
    status: row.status,
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
  };
}
