import { AppError } from './errors.ts';

interface Waiting {
  readonly enter: () => void;
  readonly patience: NodeJS.Timeout;
}

export interface TurnstileOptions {
  /** How many are inside at once. */
  readonly places: number;
  readonly maxWaiting: number;
  /** After this long in the queue somebody is told to come back instead. */
  readonly patienceMs: number;
}

/**
 * Lets only so much of one kind of work run at once, first come, first served. In front of the database it keeps a rush
 * of one kind from taking every connection: all others still find one.
 */
export class Turnstile {
  #inside = 0;
  readonly #queue = new Set<Waiting>();

  constructor(private readonly options: TurnstileOptions) {}

  /**
   * Runs `work` as soon as a place is free.
   * @throws AppError `unavailable` when too many wait already or the wait takes too long; `work` did not run
   */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside < this.options.places) this.#inside += 1;
    else await this.#wait();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #wait(): Promise<void> {
    if (this.#queue.size >= this.options.maxWaiting) return Promise.reject(tooBusy());
    return new Promise((enter, turnAway) => {
      const patience = setTimeout(() => {
        this.#queue.delete(waiting);
        turnAway(tooBusy());
      }, this.options.patienceMs);
      const waiting: Waiting = { enter, patience };
      this.#queue.add(waiting);
    });
  }

  /** The place goes to whoever has waited longest, so that nobody who comes just now slips in between. */
  #leave(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#inside -= 1;
      return;
    }
    this.#queue.delete(next);
    clearTimeout(next.patience);
    next.enter();
  }
}

const tooBusy = () =>
  new AppError('unavailable', 'Too many people come at once. Try again in a moment.', { retryAfter: 2 });
