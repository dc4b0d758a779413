import { sql } from 'drizzle-orm';
import { blobRemovals, media } from '#server/db/schema/index';
import type { MediaHolder } from '#server/kernel/attachments';
import type { OpenTransaction } from '#server/kernel/context';
import type { Tx } from '#server/platform/postgres';
import { heldBy } from '../rows.ts';

/** Lets go of all that a thing holds, in the transaction that removes it. Bytes that copies share stay for them. */
export async function releaseMedia(open: OpenTransaction, holder: MediaHolder, now: Date): Promise<void> {
  const gone = await open.tx.delete(media).where(heldBy(holder)).returning({ blobKey: media.blobKey });
  await removeUnused(
    open.tx,
    gone.map(({ blobKey }) => blobKey),
    now,
  );
}

/**
 * Writes down which of these bytes may go: those of which no row is left. A statement of its own, so that it sees a
 * copy that was made while the delete waited for it.
 */
export async function removeUnused(tx: Tx, blobKeys: readonly string[], now: Date): Promise<void> {
  if (blobKeys.length === 0) return;
  await tx.execute(sql`
    insert into ${blobRemovals} (blob_key, due_at)
    select distinct key, ${now.toISOString()}::timestamptz from unnest(${sql.param([...blobKeys])}::uuid[]) as gone(key)
    where not exists (select from ${media} where ${media.blobKey} = gone.key)
    on conflict (blob_key) do update set due_at = least(${blobRemovals.dueAt}, excluded.due_at)`);
}
