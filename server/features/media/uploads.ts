import { and, eq, gt, sql } from 'drizzle-orm';
import type { UploadView } from '#contract/media';
import { blobRemovals, mediaPieces, mediaUploads } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { conflict, notFound } from '#server/kernel/errors';
import type { Tx } from '#server/platform/postgres';

export type UploadRow = typeof mediaUploads.$inferSelect;

/** An upload that is not finished by then begins anew. */
export const UPLOAD_LIFE_MS = 86_400_000;

/** When an upload of now would have begun that is over now. */
export function uploadsOverBefore(now: Date): Date {
  return new Date(now.getTime() - UPLOAD_LIFE_MS);
}

/** @throws AppError `not_found` for somebody else's, and for one whose day is over */
export async function requireUpload(ctx: Ctx, uploadId: string): Promise<UploadRow> {
  const [found] = await executor(ctx)
    .select()
    .from(mediaUploads)
    .where(
      and(
        eq(mediaUploads.uploadId, uploadId),
        eq(mediaUploads.ownerId, ctx.actor.userId),
        gt(mediaUploads.createdAt, uploadsOverBefore(ctx.clock.now())),
      ),
    );
  if (!found) throw notFound('upload');
  return found;
}

/** @throws AppError `not_found`, and `conflict` once it is finished */
export async function requireOpenUpload(ctx: Ctx, uploadId: string): Promise<UploadRow> {
  const upload = await requireUpload(ctx, uploadId);
  if (upload.mediaId !== null) throw finished();
  return upload;
}

export const finished = () => conflict('This upload is finished.');

export function presentUpload({ uploadId, received, bytes }: UploadRow): UploadView {
  return { id: uploadId, received, bytes };
}

/** Says of the pieces and posters of uploads that their bytes may go, in the transaction that ends those uploads. */
export async function letGoOfPieces(tx: Tx, uploadIds: readonly string[], now: Date): Promise<void> {
  const ids = sql`any(${sql.param([...uploadIds])}::uuid[])`;
  await tx.execute(sql`
    with pieces as (delete from ${mediaPieces} where upload_id = ${ids} returning blob_key),
    posters as (
      update ${mediaUploads} u set poster_key = null from ${mediaUploads} before
      where u.upload_id = before.upload_id and u.upload_id = ${ids} and before.poster_key is not null
      returning before.poster_key as blob_key)
    insert into ${blobRemovals} (blob_key, due_at)
    select blob_key, ${now.toISOString()}::timestamptz from (select * from pieces union all select * from posters) gone`);
}
