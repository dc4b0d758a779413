import { join } from 'node:path';
import { Pictures, Spool, type MediaTools } from '#server/features/media/index';
import { openBlobStorage } from '#server/platform/storage/index';
import type { Env } from '../env.ts';
import type { Closers } from './closers.ts';

/**
 * What uploads need: a store for all processes, and a folder of this one's own for what is on its way.
 * @throws StartError when the store's folder cannot be used
 */
export async function openMedia(env: Env, closers: Closers): Promise<MediaTools> {
  const storage = await openBlobStorage(env);
  closers.add('the store of uploads', 100, () => {
    storage.close();
  });
  return {
    storage,
    spool: await Spool.in(join(env.dataDir, 'incoming')),
    pictures: new Pictures(),
    limits: { quota: env.mediaQuota, perHour: env.rateLimits ? 300 : Number.POSITIVE_INFINITY, atOnce: 8 },
  };
}
