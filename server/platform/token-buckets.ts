interface Bucket {
  tokens: number;
  /** Milliseconds of the clock when `tokens` was counted. */
  countedAt: number;
}

interface Limit {
  /** How many may come at once. */
  capacity: number;
  /** How many come back each second. */
  perSecond: number;
}

/** Takes between two looks for buckets that are full again and need not be kept. */
const SWEEP_EVERY = 10_000;

/** A limit per key that allows bursts: each key has a bucket which fills up steadily. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();
  #takes = 0;

  constructor(
    private readonly limit: Limit,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes one token. Gives 0, or the whole seconds to wait until there is one. */
  take(key: string): number {
    this.#sweepNowAndThen();
    const now = this.now();
    const bucket = this.#buckets.get(key) ?? { tokens: this.limit.capacity, countedAt: now };
    bucket.tokens = Math.min(this.limit.capacity, bucket.tokens + this.#filled(bucket, now));
    bucket.countedAt = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / this.limit.perSecond);
    bucket.tokens -= 1;
    return 0;
  }

  #filled(bucket: Bucket, now: number): number {
    // A clock that was set back must not empty a bucket.
    return (Math.max(0, now - bucket.countedAt) / 1_000) * this.limit.perSecond;
  }

  #sweepNowAndThen(): void {
    this.#takes += 1;
    if (this.#takes % SWEEP_EVERY !== 0) return;
    const now = this.now();
    for (const [key, bucket] of this.#buckets) {
      if (bucket.tokens + this.#filled(bucket, now) >= this.limit.capacity) this.#buckets.delete(key);
    }
  }
}
