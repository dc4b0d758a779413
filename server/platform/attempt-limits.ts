import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { addressKey } from './address-key.ts';
import type { SharedRedis } from './redis/index.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How often each thing may be tried, and in how many seconds. */
const LIMITS = {
  'login.account': { points: 10, duration: 15 * MINUTE },
  'login.address': { points: 30, duration: 15 * MINUTE },
  'password.account': { points: 10, duration: 15 * MINUTE },
  'setup.address': { points: 20, duration: 15 * MINUTE },
  'invite.account': { points: 200, duration: HOUR },
  'invitation.address': { points: 120, duration: 15 * MINUTE },
  'accept.address': { points: 60, duration: 15 * MINUTE },
  'reset.account': { points: 5, duration: HOUR },
  'reset.address': { points: 30, duration: HOUR },
  'reset-confirm.address': { points: 30, duration: 15 * MINUTE },
} as const;

export type LimitName = keyof typeof LIMITS;

/** Tried too often; another try makes sense in `retryAfter` seconds. */
export class LimitReachedError extends Error {
  constructor(readonly retryAfter: number) {
    super('tried too often');
    this.name = 'LimitReachedError';
  }
}

/** Limits on guessing at the door: of one account, or from one address. */
export interface AttemptLimits {
  /**
   * Counts a try. `key` is an account or an address.
   * @throws LimitReachedError
   */
  take(name: LimitName, key: string): Promise<void>;
  /** Uncounts a try that turned out to be rightful. */
  giveBack(name: LimitName, key: string): Promise<void>;
}

interface Options {
  readonly enabled: boolean;
  /** Where processes count together, under keys that begin with `space`. */
  readonly shared?: SharedRedis | undefined;
}

/**
 * Limits kept in this process's memory and, with Redis, together with the other processes; or none at all.
 *
 * The memory counts in any case, so that a Redis that goes away opens no fresh window: then each process grants what
 * its own memory still allows. Redis is asked only while it answers, for a second at most.
 */
export function createAttemptLimits({ enabled, shared }: Options): AttemptLimits {
  if (!enabled) return { take: () => Promise.resolve(), giveBack: () => Promise.resolve() };
  const own = limiters((name) => new RateLimiterMemory({ keyPrefix: name, ...LIMITS[name] }));
  const common = shared && commonLimiters(shared);
  return {
    take: async (name, key) => {
      await consume(own(name), keyOf(name, key));
      await common?.(name, (limiter) => consume(limiter, keyOf(name, key)));
    },
    giveBack: async (name, key) => {
      await own(name).reward(keyOf(name, key));
      await common?.(name, (limiter) => limiter.reward(keyOf(name, key)));
    },
  };
}

/** Uses the limiters in Redis while it answers; what fails there counts for nothing. */
function commonLimiters({ link, space }: SharedRedis) {
  const storeClient = link.commands;
  const common = limiters(
    (name) => new RateLimiterRedis({ storeClient, keyPrefix: `${space}:${name}`, ...LIMITS[name] }),
  );
  return async (name: LimitName, use: (limiter: RateLimiterAbstract) => Promise<unknown>): Promise<void> => {
    if (link.state !== 'ok') return;
    try {
      await use(common(name));
    } catch (error) {
      if (error instanceof LimitReachedError) throw error;
      link.failed(error);
    }
  };
}

/** @throws LimitReachedError, or what the store fails with */
async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new LimitReachedError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}

/** Makes each limiter when it is first needed. */
function limiters(make: (name: LimitName) => RateLimiterAbstract): (name: LimitName) => RateLimiterAbstract {
  const made = new Map<LimitName, RateLimiterAbstract>();
  return (name) => {
    const limiter = made.get(name) ?? make(name);
    made.set(name, limiter);
    return limiter;
  };
}

function keyOf(name: LimitName, key: string): string {
  return name.endsWith('.address') ? addressKey(key) : key;
}
