import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { blobRemovals, type media } from '#server/db/schema/index';
import type { MediaTools } from '#server/features/media/index';
import { fullKey, thumbKey } from '#server/features/media/rows';
import { projectRoot } from '#server/platform/paths';
import type { Db } from '#server/platform/postgres';

/** The pictures in `server/demo/pictures`, by their file names. */
export type PictureName = 'walk-home' | 'blood-pressure';

/** A picture somebody sent with a message. */
export interface SentPicture {
  readonly picture: PictureName;
  readonly messageId: number;
  readonly ownerId: number;
  readonly createdAt: Date;
}

type KeptPicture = typeof media.$inferInsert & { messageId: number };

/**
 * Keeps the bytes of all of them, as an upload would, and gives their rows. Until those are stored the bytes are noted as
 * ones that may go: whoever stores the rows takes that back.
 */
export function keepPictures(
  db: Db,
  tools: Pick<MediaTools, 'pictures' | 'storage'>,
  sent: readonly SentPicture[],
): Promise<KeptPicture[]> {
  return Promise.all(sent.map((one, index) => keepPicture(db, tools, { ...one, mediaId: index + 1 })));
}

async function keepPicture(
  db: Db,
  { pictures, storage }: Pick<MediaTools, 'pictures' | 'storage'>,
  { picture, ...row }: SentPicture & { mediaId: number },
): Promise<KeptPicture> {
  const path = join(projectRoot, 'server', 'demo', 'pictures', `${picture}.webp`);
  const { full, thumb, ...shown } = await pictures.develop(path, 'webp', row.ownerId);
  const blobKey = randomUUID();
  await db.insert(blobRemovals).values({ blobKey, dueAt: row.createdAt });
  await storage.put(fullKey(blobKey), Readable.from([full]), full.length);
  await storage.put(thumbKey(blobKey), Readable.from([thumb]), thumb.length);
  return {
    ...row,
    ...shown,
    ...{ blobKey, purpose: 'attachment', kind: 'image', contentType: 'image/webp', hasThumb: true },
    ...{ fileName: `${picture}.webp`, bytes: full.length, position: 0 },
  };
}
