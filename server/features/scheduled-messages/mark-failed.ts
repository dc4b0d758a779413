import { and, eq } from 'drizzle-orm';
import { scheduledMessages } from '#server/db/schema/index';
import type { OpenTransaction, Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import { tellScheduled } from './tell.ts';

/** Writes down why a message that waits was not sent, for its sender to read. Nothing happens to one that is done with. */
export async function markFailed(open: OpenTransaction, id: number, failure: string): Promise<void> {
  const { scheduledMessageId, status } = scheduledMessages;
  const [row] = await open.tx
    .update(scheduledMessages)
    .set({ status: 'failed', failure })
    .where(and(eq(scheduledMessageId, id), eq(status, 'scheduled')))
    .returning();
  if (row) tellScheduled(open, row);
}

/** The same after an error nobody foresaw has ended the transaction. Never rejects: at worst it is tried again. */
export async function failAlone(services: Services, id: number): Promise<void> {
  const failure = 'Something went wrong on our side. Send it now to try again.';
  try {
    await openTransaction(services, (open) => markFailed(open, id, failure));
  } catch (error) {
    services.logger.warn({ err: error, scheduledId: id }, 'a failure could not be written down');
  }
}
