import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { addressKey } from './address-key.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How often each thing may be tried, and in how many seconds. Counted per process. */
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

/** Limits kept in this process's memory, or none at all. */
export function createAttemptLimits(options: { enabled: boolean }): AttemptLimits {
  if (!options.enabled) return { take: () => Promise.resolve(), giveBack: () => Promise.resolve() };
  const limiters = new Map(
    Object.entries(LIMITS).map(([name, limit]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, ...limit }),
    ]),
  );
  return {
    take: async (name, key) => {
      try {
        await limiters.get(name)?.consume(keyOf(name, key));
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw new LimitReachedError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      }
    },
    giveBack: async (name, key) => {
      await limiters.get(name)?.reward(keyOf(name, key));
    },
  };
}

function keyOf(name: LimitName, key: string): string {
  return name.endsWith('.address') ? addressKey(key) : key;
}
