import { TokenBuckets } from './token-buckets.ts';

/** How much one person may do, counted together over HTTP and sockets. Keys come from `personKey`. */
export interface AttemptLimits {
  readonly sends: TokenBuckets;
  readonly others: TokenBuckets;
}

/** Sends: 300 at once, then 20 a second. Everything else: 600, then 60 a second. */
export function createAttemptLimits(): AttemptLimits {
  return {
    sends: new TokenBuckets({ capacity: 300, perSecond: 20 }),
    others: new TokenBuckets({ capacity: 600, perSecond: 60 }),
  };
}

/** The key of a person's buckets. */
export function personKey(userId: number): string {
  return `user:${userId}`;
}
