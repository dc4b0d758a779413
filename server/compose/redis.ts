import { databaseIdentity } from '#server/platform/database-identity';
import type { Logger } from '#server/platform/logger';
import type { Database } from '#server/platform/postgres';
import { RedisLink } from '#server/platform/redis/index';
import type { SharedRedis } from '#server/platform/redis/index';
import type { Env } from '../env.ts';
import type { Closers } from './closers.ts';

/** A Redis that is there answers within milliseconds; without one the start goes on. */
const PATIENCE_MS = 1_000;

/** Connects to REDIS_URL; undefined without one. Never fails because of Redis. */
export async function openRedis(
  env: Env,
  database: Database,
  logger: Logger,
  closers: Closers,
): Promise<SharedRedis | undefined> {
  if (env.redisUrl === undefined) return undefined;
  if (env.databaseUrl === undefined) {
    logger.warn('REDIS_URL is set without DATABASE_URL: the embedded database serves this process alone');
  }
  const space = `spotter:${await databaseIdentity(database)}`;
  const link = new RedisLink(env.redisUrl, logger);
  closers.add('Redis', 10, () => {
    link.close();
  });
  await link.settled(PATIENCE_MS);
  return { link, space };
}
