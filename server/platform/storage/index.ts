/** Where the bytes of uploads lie: a folder, or a bucket that speaks S3. */
import type { Env } from '#server/env';
import { openDiskStorage } from './disk.ts';
import type { BlobStorage } from './storage.ts';

export { StorageUnavailableError } from './storage.ts';
export type { BlobStorage, ByteRange } from './storage.ts';

/**
 * The store the environment names. Amazon's library takes a while to load, so only who needs it does.
 * @throws StartError when the folder cannot be used
 */
export async function openBlobStorage({ s3, mediaDir }: Pick<Env, 's3' | 'mediaDir'>): Promise<BlobStorage> {
  if (s3 === undefined) return openDiskStorage(mediaDir);
  const { S3Storage } = await import('./s3.ts');
  return new S3Storage(s3);
}
