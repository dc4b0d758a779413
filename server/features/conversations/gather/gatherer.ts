import { AppError } from '#server/kernel/errors';

interface Waiting<In, Out> {
  readonly item: In;
  resolve(out: Out): void;
  reject(error: unknown): void;
}

export interface GathererOptions<In, Out> {
  /** Stores a batch as one and gives a result for each, in order. All or nothing. */
  storeBatch(items: readonly In[]): Promise<Out[]>;
  /** Whether an error is everybody's, such as a database that is away: then trying again helps nobody. */
  concernsAll(error: unknown): boolean;
  maxBatch: number;
  maxWaiting: number;
}

/**
 * Gathers what arrives while a write is running and stores it with the next one: the busier, the larger the batches.
 * A batch that fails is tried again one by one, so that one bad item harms nobody, and each of them once more: what
 * it collided with has been decided by then.
 */
export class Gatherer<In, Out> {
  #waiting: Waiting<In, Out>[] = [];
  #running = false;

  constructor(private readonly options: GathererOptions<In, Out>) {}

  /** Rejects with AppError `unavailable` when the queue is full. */
  add(item: In): Promise<Out> {
    if (this.#waiting.length >= this.options.maxWaiting) {
      const detail = 'Too much is being sent at once. Try again shortly.';
      return Promise.reject(new AppError('unavailable', detail, { retryAfter: 1 }));
    }
    return new Promise<Out>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      // What came in with the same read of the sockets belongs to the same batch.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.options.maxBatch);
      await this.#store(batch);
    }
    this.#running = false;
  }

  async #store(batch: readonly Waiting<In, Out>[], alone = false): Promise<void> {
    try {
      settle(batch, await this.options.storeBatch(batch.map(({ item }) => item)));
    } catch (error) {
      if (alone || this.options.concernsAll(error)) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      for (const waiting of batch) await this.#store([waiting], true);
    }
  }
}

function settle<In, Out>(batch: readonly Waiting<In, Out>[], results: readonly Out[]): void {
  for (const [index, waiting] of batch.entries()) {
    const result = results[index];
    if (result === undefined)
      waiting.reject(new Error('A stored batch gave fewer results than it had items'));
    else waiting.resolve(result);
  }
}
