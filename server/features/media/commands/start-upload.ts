import { MAX_MEDIA_BYTES, type StartUploadInput, type UploadView } from '#contract/media';
import { mediaUploads } from '#server/db/schema/index';
import { transact } from '#server/kernel/transaction';
import { cleanFileName } from '../file-names.ts';
import { refuseProgramName } from '../formats/sniff.ts';
import { requireRoom } from '../quota.ts';
import { tooLarge } from '../refusals.ts';
import type { MediaCtx } from '../tools.ts';
import { presentUpload } from '../uploads.ts';

/**
 * Begins an upload in pieces. Its room is kept until it is finished or its day is over.
 * @throws AppError `too_large`, `unsupported_media` or `rate_limited`
 */
export async function startUpload(ctx: MediaCtx, input: StartUploadInput): Promise<UploadView> {
  if (input.bytes > MAX_MEDIA_BYTES.video) throw tooLarge('video');
  const fileName = cleanFileName(input.fileName);
  refuseProgramName(fileName);
  return transact(ctx, async ({ open }) => {
    await requireRoom(ctx, open.tx, input.bytes);
    const owned = { ownerId: ctx.actor.userId, createdAt: ctx.clock.now() };
    const [row] = await open.tx
      .insert(mediaUploads)
      .values({ ...input, ...owned, fileName })
      .returning();
    if (!row) throw new Error('An insert returned no row');
    return presentUpload(row);
  });
}
