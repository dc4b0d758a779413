import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { MAX_POSTER_BYTES } from '#contract/media';
import { media, mediaUploads } from '#server/db/schema/index';
import { AppError } from '#server/kernel/errors';
import type { Executor, Tx } from '#server/platform/postgres';
import type { MediaCtx } from './tools.ts';

const HOUR_MS = 3_600_000;

/** Any number of ours; the second key is the person. */
const LOCK = 507_721;

const usageRow = z.object({ bytes: z.coerce.number(), recent: z.coerce.number() });

/**
 * Makes sure that a person may keep so many bytes more. Until the transaction ends nobody else counts for them, so two
 * uploads at once cannot both take the last of it.
 * @param butUpload an upload in pieces that becomes what is counted
 * @throws AppError `too_large` when their space is used up, `rate_limited` after too many uploads in an hour
 */
export async function requireRoom(ctx: MediaCtx, tx: Tx, bytes: number, butUpload?: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}::int, ${ctx.actor.userId}::int)`);
  await checkRoom(ctx, tx, bytes, butUpload);
}

/** The same as a first look, before bytes are taken in. */
export async function checkRoom(
  ctx: MediaCtx,
  db: Executor,
  bytes: number,
  butUpload?: string,
): Promise<void> {
  const { quota, perHour } = ctx.media.limits;
  const used = await usageOf(ctx, db, butUpload);
  if (used.bytes + bytes > quota) {
    throw new AppError(
      'too_large',
      `Your uploads may take ${gigabytes(quota)} GB in all, and ${gigabytes(used.bytes)} GB are in use.`,
    );
  }
  if (used.recent >= perHour) {
    const detail = `At most ${perHour} uploads an hour are taken. Try again later.`;
    throw new AppError('rate_limited', detail, { retryAfter: 600 });
  }
}

/** What a person keeps, copies counted once, and what is still to come of their open uploads. */
async function usageOf(ctx: MediaCtx, db: Executor, butUpload?: string): Promise<z.infer<typeof usageRow>> {
  const me = ctx.actor.userId;
  const since = new Date(ctx.clock.now().getTime() - HOUR_MS).toISOString();
  const open = sql`${mediaUploads.ownerId} = ${me} and ${mediaUploads.mediaId} is null
    and ${mediaUploads.uploadId} is distinct from ${butUpload ?? null}::uuid`;
  const { rows } = await db.execute(sql`
    select
      coalesce((select sum(bytes) from (
        select max(bytes) as bytes from ${media} where ${media.ownerId} = ${me} group by ${media.blobKey}) kept), 0)
      + coalesce((select sum(bytes + case when poster_key is null then 0 else ${MAX_POSTER_BYTES}::int end)
        from ${mediaUploads} where ${open}), 0) as bytes,
      (select count(distinct blob_key) from ${media} where ${media.ownerId} = ${me} and ${media.createdAt} > ${since}::timestamptz)
      + (select count(*) from ${mediaUploads} where ${open} and ${mediaUploads.createdAt} > ${since}::timestamptz) as recent`);
  return usageRow.parse(rows[0]);
}

function gigabytes(bytes: number): string {
  return (bytes / 1_000_000_000).toFixed(bytes % 1_000_000_000 === 0 ? 0 : 2);
}
