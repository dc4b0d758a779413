import { and, inArray, lt, lte, notExists, sql } from 'drizzle-orm';
import { eq } from 'drizzle-orm';
import { blobRemovals, media, mediaUploads } from '#server/db/schema/index';
import type { Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import { removeBlob } from './blobs.ts';
import { removeUnused } from './commands/release-media.ts';
import { unheld } from './rows.ts';
import type { MediaTools } from './tools.ts';
import { letGoOfPieces, uploadsOverBefore } from './uploads.ts';

/** What nothing holds a day after it came is not going to be sent. */
const UNHELD_LIFE_MS = 86_400_000;

/** Rows taken with one transaction, so that none takes long. */
const AT_ONCE = 50;

type Parts = Services & { readonly media: MediaTools };

/**
 * Removes what nobody needs: uploads that were never sent, those that were never finished, and bytes that are due. Safe
 * to run in every process at once: each row is taken by one of them, and a bad one stops none of the others.
 */
export async function sweepMedia(services: Parts): Promise<void> {
  await repeated(() => sweepUnheld(services));
  await repeated(() => sweepUploads(services));
  await repeated(() => sweepBlobs(services));
}

/** As long as there is a full helping each time. */
async function repeated(helping: () => Promise<number>): Promise<void> {
  while ((await helping()) === AT_ONCE);
}

function sweepUnheld(services: Parts): Promise<number> {
  const now = services.clock.now();
  const before = new Date(now.getTime() - UNHELD_LIFE_MS);
  return openTransaction(services, async ({ tx }) => {
    const old = tx
      .select({ mediaId: media.mediaId })
      .from(media)
      .where(and(unheld, lt(media.createdAt, before)))
      .limit(AT_ONCE)
      .for('update', { skipLocked: true });
    const gone = await tx
      .delete(media)
      .where(inArray(media.mediaId, old))
      .returning({ blobKey: media.blobKey });
    await removeUnused(
      tx,
      gone.map(({ blobKey }) => blobKey),
      now,
    );
    return gone.length;
  });
}

function sweepUploads(services: Parts): Promise<number> {
  const now = services.clock.now();
  return openTransaction(services, async ({ tx }) => {
    const old = await tx
      .select({ uploadId: mediaUploads.uploadId })
      .from(mediaUploads)
      .where(lt(mediaUploads.createdAt, uploadsOverBefore(now)))
      .limit(AT_ONCE)
      .for('update', { skipLocked: true });
    const uploadIds = old.map(({ uploadId }) => uploadId);
    if (uploadIds.length === 0) return 0;
    await letGoOfPieces(tx, uploadIds, now);
    await tx.delete(mediaUploads).where(inArray(mediaUploads.uploadId, uploadIds));
    return old.length;
  });
}

/** Bytes first, their row after them: whoever dies in between leaves the row, and the next one does it again. */
function sweepBlobs(services: Parts): Promise<number> {
  return openTransaction(services, async ({ tx }) => {
    const due = await tx
      .select({ blobKey: blobRemovals.blobKey })
      .from(blobRemovals)
      .where(
        and(
          lte(blobRemovals.dueAt, services.clock.now()),
          notExists(
            tx
              .select({ one: sql`1` })
              .from(media)
              .where(eq(media.blobKey, blobRemovals.blobKey)),
          ),
        ),
      )
      .orderBy(blobRemovals.dueAt)
      .limit(AT_ONCE)
      .for('update', { skipLocked: true });
    for (const { blobKey } of due) await removeBlob(services, blobKey);
    const keys = due.map(({ blobKey }) => blobKey);
    if (keys.length > 0) await tx.delete(blobRemovals).where(inArray(blobRemovals.blobKey, keys));
    return due.length;
  });
}
