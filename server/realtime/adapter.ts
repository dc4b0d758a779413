import { createShardedAdapter } from '@socket.io/redis-adapter';
import type { SharedRedis } from '#server/platform/redis/index';

/**
 * Lets `io.to(room)` reach the sockets of other processes.
 *
 * One channel for all rooms (`static`) and not one for each: nearly every frame goes to two rooms, which takes the
 * common channel anyway, and 10,000 people would be 20,000 subscriptions to renew after each break. A process reads
 * what concerns none of its people and drops it, which costs less.
 */
export function redisAdapter({ link, space }: SharedRedis): ReturnType<typeof createShardedAdapter> {
  return createShardedAdapter(link.publications, link.subscriptions, {
    channelPrefix: space,
    subscriptionMode: 'static',
  });
}
