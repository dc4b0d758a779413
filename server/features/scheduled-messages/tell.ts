import type { OpenTransaction } from '#server/kernel/context';
import type { ScheduledRow } from './rows.ts';

/** Tells the sender's own devices, once this commits, that what waits in that thread is no longer what it was. */
export function tellScheduled(
  open: OpenTransaction,
  { senderId, conversationId }: Pick<ScheduledRow, 'senderId' | 'conversationId'>,
): void {
  open.facts.push({ name: 'scheduled.changed', data: { userId: senderId, conversationId } });
}
