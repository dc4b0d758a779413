import { asc, inArray } from 'drizzle-orm';
import type { MediaView } from '#contract/media';
import { media } from '#server/db/schema/index';
import type { Attachments, HolderKind } from '#server/kernel/attachments';
import type { Executor } from '#server/platform/postgres';
import { claimMedia } from './commands/claim-media.ts';
import { copyMedia } from './commands/copy-media.ts';
import { releaseMedia } from './commands/release-media.ts';
import { replaceMedia } from './commands/replace-media.ts';
import { setFreeMedia } from './commands/set-free-media.ts';
import { presentMedia } from './rows.ts';

/** Uploads as other features carry them. Who may see them is decided by who may see what holds them. */
export const attachments: Attachments = {
  of: heldByEach,
  claim: claimMedia,
  replace: replaceMedia,
  copy: copyMedia,
  setFree: setFreeMedia,
  release: releaseMedia,
};

async function heldByEach(
  db: Executor,
  kind: HolderKind,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly MediaView[]>> {
  const found = new Map<number, MediaView[]>();
  if (ids.length === 0) return found;
  const rows = await db
    .select()
    .from(media)
    .where(inArray(media[kind], [...ids]))
    .orderBy(asc(media[kind]), asc(media.position));
  for (const row of rows) {
    const id = row[kind] ?? 0;
    const views = found.get(id);
    if (views) views.push(presentMedia(row));
    else found.set(id, [presentMedia(row)]);
  }
  return found;
}
