import type { Clock } from './clock.ts';
import { TokenBuckets } from './token-buckets.ts';

/** How much one person may do, counted together over HTTP and sockets. Keys come from `personKey`. */
export interface PersonLimits {
  readonly sends: TokenBuckets;
  readonly others: TokenBuckets;
  /** Searches look at much; they are counted at each process for itself. */
  readonly searches: TokenBuckets;
}

/** Sends: 300 at once, then 20 a second. Searches: 40, then 4 a second. Everything else: 600, then 60 a second. */
export function createPersonLimits(clock: Clock): PersonLimits {
  const now = () => clock.now().getTime();
  return {
    sends: new TokenBuckets({ capacity: 300, perSecond: 20 }, now),
    others: new TokenBuckets({ capacity: 600, perSecond: 60 }, now),
    searches: new TokenBuckets({ capacity: 40, perSecond: 4 }, now),
  };
}

/** The key of a person's buckets. */
export function personKey(userId: number): string {
  return `user:${userId}`;
}

/** Somebody flooded: for ten seconds nothing of theirs is answered but sends, and no handshake. */
export function keepOut({ others }: PersonLimits, userId: number): void {
  others.spend(personKey(userId), Infinity);
}

/** Counts a socket event of a person. @returns 0, or the seconds to wait; always 0 without limits */
export function countEvents(limits: PersonLimits | undefined) {
  return (userId: number, event: string): number => {
    const buckets = event === 'message:send' ? limits?.sends : limits?.others;
    return buckets?.take(personKey(userId)) ?? 0;
  };
}
