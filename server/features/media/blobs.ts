import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { blobRemovals } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import type { Body } from './prepare.ts';
import { fullKey, thumbKey } from './rows.ts';
import type { MediaCtx } from './tools.ts';

/** Longer than any request takes; then what nothing came to hold goes. */
const GRACE_MS = 86_400_000;

/**
 * Stores bytes and the row that holds them. That they may go is written first, and taken back with the row: whatever
 * happens in between, the sweep finds them.
 * @param hold writes the row, in a transaction; what it throws undoes everything
 */
export async function storeBlob<T>(
  ctx: MediaCtx,
  bodies: { full: Body; thumb?: Body | undefined },
  hold: (open: OpenTransaction, blobKey: string) => Promise<T>,
): Promise<T> {
  const blobKey = randomUUID();
  const dueAt = new Date(ctx.clock.now().getTime() + GRACE_MS);
  await ctx.db.insert(blobRemovals).values({ blobKey, dueAt });
  try {
    await put(ctx, fullKey(blobKey), bodies.full);
    if (bodies.thumb) await put(ctx, thumbKey(blobKey), bodies.thumb);
    return await transact(ctx, async ({ open }) => {
      await open.tx.delete(blobRemovals).where(eq(blobRemovals.blobKey, blobKey));
      return hold(open, blobKey);
    });
  } catch (error) {
    await discard(ctx, blobKey);
    throw error;
  }
}

function put({ media }: MediaCtx, key: string, { bytes, read }: Body): Promise<void> {
  return media.storage.put(key, read(), bytes);
}

/** Removes bytes that may go at once rather than with the next sweep, where that is possible: the store may be what failed. */
export async function discard(ctx: MediaCtx, blobKey: string): Promise<void> {
  try {
    await transact(ctx, async ({ open }) => {
      const [mayGo] = await open.tx.delete(blobRemovals).where(eq(blobRemovals.blobKey, blobKey)).returning();
      // A commit whose answer was lost is one: then a row holds them.
      if (mayGo) await removeBlob(ctx, blobKey);
    });
  } catch (error) {
    ctx.logger.warn({ err: error }, 'bytes that nothing holds could not be removed; the sweep will do it');
  }
}

/** Removes everything that is kept under one key. */
export async function removeBlob({ media }: Pick<MediaCtx, 'media'>, blobKey: string): Promise<void> {
  await media.storage.delete(fullKey(blobKey));
  await media.storage.delete(thumbKey(blobKey));
}
