/** What the facade needs of a connection. */
interface Connection {
  /** Whether Redis answered when it was last asked. */
  isAlive(): boolean;
  spublish(channel: string, message: string | Buffer): Promise<unknown>;
  /** Hears why something was lost. The error may hold what was said: only its message may be shown. */
  failed(error: unknown): void;
}

/** That many may wait for their answer while Redis answers at all; a burst of a full batch is no sign of trouble. */
const MOST_WAITING = 5_000;

/** Beyond that many, a Redis that has answered nothing for `SILENT_MS` gets no more. */
const FEW_WAITING = 200;
const SILENT_MS = 250;

/**
 * The adapter's way to publish. Never throws, waits or queues: what cannot leave now is dropped and counted, because
 * delivery to the people of this process stands behind it.
 */
export class Publications {
  #waiting = 0;
  #answeredAt = 0;
  #lost = 0;

  constructor(
    private readonly redis: Connection,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Always resolves, and at once: nobody waits for Redis. */
  spublish(channel: string, message: string | Buffer): Promise<void> {
    if (this.#takesMore()) this.#send(channel, message);
    else this.#lost += 1;
    return Promise.resolve();
  }

  /** How many were dropped or failed since the last call. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  #takesMore(): boolean {
    if (!this.redis.isAlive() || this.#waiting >= MOST_WAITING) return false;
    return this.#waiting < FEW_WAITING || this.now() - this.#answeredAt < SILENT_MS;
  }

  #send(channel: string, message: string | Buffer): void {
    // The first of a burst starts the clock: an idle connection has not been silent.
    if (this.#waiting === 0) this.#answeredAt = this.now();
    this.#waiting += 1;
    this.redis.spublish(channel, message).then(
      () => {
        this.#waiting -= 1;
        this.#answeredAt = this.now();
      },
      (error: unknown) => {
        this.#waiting -= 1;
        this.#lost += 1;
        this.redis.failed(error);
      },
    );
  }
}
