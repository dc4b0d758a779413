import { and, asc, eq, lte, notInArray, sql } from 'drizzle-orm';
import { scheduledMessages } from '#server/db/schema/index';
import type { OpenTransaction, Services } from '#server/kernel/context';
import type { ScheduledRow } from './rows.ts';

const { scheduledMessageId, conversationId, sendAt, status } = scheduledMessages;

/** Messages of one thread go in their order, whichever processes send them: only the first that waits is due. */
const firstOfThread = sql`not exists (
  select from scheduled_messages earlier
  where earlier.conversation_id = ${conversationId} and earlier.status = 'scheduled'
    and (earlier.send_at, earlier.scheduled_message_id) < (${sendAt}, ${scheduledMessageId}))`;

function areDue({ clock }: Services) {
  return and(eq(status, 'scheduled'), lte(sendAt, clock.now()), firstOfThread);
}

/** What is due now, the longest first; one for each thread at most. */
export async function dueIds(
  services: Services,
  { but, limit }: { but: readonly number[]; limit: number },
): Promise<number[]> {
  const rows = await services.db
    .select({ id: scheduledMessageId })
    .from(scheduledMessages)
    .where(and(areDue(services), but.length > 0 ? notInArray(scheduledMessageId, [...but]) : undefined))
    .orderBy(asc(sendAt), asc(scheduledMessageId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Takes one of them until the transaction ends. Undefined when it is not due any more, or in somebody's hands: another
 * process that sends it, or its coach who changes it.
 */
export async function lockDue(
  services: Services,
  open: OpenTransaction,
  id: number,
): Promise<ScheduledRow | undefined> {
  const [row] = await open.tx
    .select()
    .from(scheduledMessages)
    .where(and(eq(scheduledMessageId, id), areDue(services)))
    .for('update', { skipLocked: true });
  return row;
}
