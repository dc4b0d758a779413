import type { MediaView } from '#contract/media';
import { checkRoom } from '../quota.ts';
import type { UploadForm } from '../form.ts';
import { keep } from '../keep.ts';
import { presentMedia } from '../rows.ts';
import type { MediaCtx } from '../tools.ts';
import { inTurn } from '../turns.ts';

/**
 * Takes a file in one go.
 * @param read brings it into a folder, which is gone afterwards
 * @throws AppError `malformed`, `unsupported_media`, `too_large`, `invalid_input`, `rate_limited` or `unavailable`
 */
export async function uploadMedia(
  ctx: MediaCtx,
  read: (folder: string) => Promise<UploadForm>,
): Promise<MediaView> {
  await checkRoom(ctx, ctx.db, 0);
  return inTurn(ctx, () =>
    ctx.media.spool.lend(async (folder) => {
      const { file, poster, fields } = await read(folder);
      const { purpose, ...details } = fields;
      return presentMedia(await keep(ctx, { file, fileName: file.fileName, purpose, details, poster }));
    }),
  );
}
