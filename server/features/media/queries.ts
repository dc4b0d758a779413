import { eq } from 'drizzle-orm';
import type { UploadView } from '#contract/media';
import { media, messages } from '#server/db/schema/index';
import { isMember } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import type { MediaRow } from './rows.ts';
import { presentUpload, requireUpload } from './uploads.ts';

/**
 * Something uploaded that the actor may see: what a message carries is its thread's, everything else its owner's alone.
 * @throws AppError `not_found`
 */
export async function requireMedia(ctx: Ctx, mediaId: number): Promise<MediaRow> {
  const [found] = await ctx.db
    .select({ media, conversationId: messages.conversationId })
    .from(media)
    .leftJoin(messages, eq(messages.messageId, media.messageId))
    .where(eq(media.mediaId, mediaId));
  if (!found || !(await maySee(ctx, found))) throw notFound('media');
  return found.media;
}

async function maySee(
  ctx: Ctx,
  { media, conversationId }: { media: MediaRow; conversationId: number | null },
): Promise<boolean> {
  const me = ctx.actor.userId;
  if (conversationId === null) return media.ownerId === me;
  const membership = await ctx.memberships.of(conversationId);
  return membership !== undefined && isMember(membership, me);
}

/** How far an upload in pieces has come. @throws AppError `not_found` */
export async function getUpload(ctx: Ctx, uploadId: string): Promise<UploadView> {
  return presentUpload(await requireUpload(ctx, uploadId));
}
