/** What makes several processes one: Redis, which carries hints and never stands in the way. */
export { RedisLink } from './link.ts';
export type { SharedRedis } from './link.ts';
