import { asc, inArray } from 'drizzle-orm';
import type { MediaView } from '#contract/media';
import { media } from '#server/db/schema/index';
import type { Attachments } from '#server/kernel/attachments';
import type { Executor } from '#server/platform/postgres';
import { claimMedia } from './commands/claim-media.ts';
import { releaseMedia } from './commands/release-media.ts';
import { presentMedia } from './rows.ts';

/** How uploads show in the thread. Who may see them is decided by who may see their message. */
export const attachments: Attachments = { ofMessages, claim: claimMedia, release: releaseMedia };

async function ofMessages(
  db: Executor,
  messageIds: readonly number[],
): Promise<ReadonlyMap<number, readonly MediaView[]>> {
  const found = new Map<number, MediaView[]>();
  if (messageIds.length === 0) return found;
  const rows = await db
    .select()
    .from(media)
    .where(inArray(media.messageId, [...messageIds]))
    .orderBy(asc(media.messageId), asc(media.position));
  for (const row of rows) {
    const messageId = row.messageId ?? 0;
    const views = found.get(messageId);
    if (views) views.push(presentMedia(row));
    else found.set(messageId, [presentMedia(row)]);
  }
  return found;
}
