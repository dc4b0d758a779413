import { media } from '#server/db/schema/index';
import type { MediaHolder } from '#server/kernel/attachments';
import type { OpenTransaction } from '#server/kernel/context';
import { heldBy } from '../rows.ts';

/**
 * Takes from a thing what it holds and gives the ids in its order: for what becomes a message in the same transaction,
 * which then claims them, or for what can be undone as long as the sweep leaves them alone.
 */
export async function setFreeMedia(open: OpenTransaction, holder: MediaHolder, now: Date): Promise<number[]> {
  const rows = await open.tx
    .update(media)
    .set({ messageId: null, savedReplyId: null, scheduledMessageId: null, createdAt: now })
    .where(heldBy(holder))
    .returning({ mediaId: media.mediaId, position: media.position });
  return rows.toSorted((a, b) => a.position - b.position).map(({ mediaId }) => mediaId);
}
