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

/** Takes, here or elsewhere, between two looks for buckets that are full again and need not be kept. */
const SWEEP_EVERY = 10_000;

/** Fewer tokens of a key are not worth telling others: they wait for more. */
const WORTH_TELLING = 5;

/** A limit per key that allows bursts: each key has a bucket which fills up steadily. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();
  /** Tokens taken here that no other process knows of; undefined when there is none to tell. */
  #spent: Map<string, number> | undefined;
  #takes = 0;

  constructor(
    private readonly limit: Limit,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes one token. Gives 0, or the whole seconds to wait until there is one. */
  take(key: string): number {
    this.#sweepNowAndThen();
    const bucket = this.#counted(key);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / this.limit.perSecond);
    bucket.tokens -= 1;
    this.#spent?.set(key, (this.#spent.get(key) ?? 0) + 1);
    return 0;
  }

  /** From now on `takeSpent` says what was taken. */
  share(): void {
    this.#spent ??= new Map();
  }

  /** Tokens by key that were taken here and not told before. */
  takeSpent(): ReadonlyMap<string, number> {
    const worth = [...(this.#spent ?? [])].filter(([, tokens]) => tokens >= WORTH_TELLING);
    for (const [key] of worth) this.#spent?.delete(key);
    return new Map(worth);
  }

  /** Takes what was spent elsewhere. A bucket owes one filling at most, so that nobody is locked out for long. */
  spend(key: string, tokens: number): void {
    this.#sweepNowAndThen();
    const bucket = this.#counted(key);
    bucket.tokens = Math.max(-this.limit.capacity, bucket.tokens - tokens);
  }

  /** The bucket as it is now. */
  #counted(key: string): Bucket {
    const now = this.now();
    const bucket = this.#buckets.get(key) ?? { tokens: this.limit.capacity, countedAt: now };
    bucket.tokens = Math.min(this.limit.capacity, bucket.tokens + this.#filled(bucket, now));
    bucket.countedAt = now;
    this.#buckets.set(key, bucket);
    return bucket;
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
      if (bucket.tokens + this.#filled(bucket, now) < this.limit.capacity) continue;
      this.#buckets.delete(key);
      this.#spent?.delete(key);
    }
  }
}
