import { eq } from 'drizzle-orm';
import { media } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';

/** Lets go of what a message carries, inside the transaction that deletes it. What nothing holds is swept. */
export async function releaseAttachments({ tx }: OpenTransaction, messageId: number): Promise<void> {
  await tx.update(media).set({ messageId: null }).where(eq(media.messageId, messageId));
}
