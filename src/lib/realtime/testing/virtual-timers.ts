import type { Timers } from '../timers.ts';

interface Waiting {
  at: number;
  act: () => void;
}

/** Time that moves only when a test says so. */
export class VirtualTimers implements Timers {
  #now = Date.parse('2026-11-16T08:00:00Z');
  #waiting = new Set<Waiting>();

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const waiting = { at: this.#now + ms, act };
    this.#waiting.add(waiting);
    return () => void this.#waiting.delete(waiting);
  }

  /** Runs everything due within `ms`, in order, and lets promises settle in between. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#waiting.delete(next);
      this.#now = next.at;
      next.act();
      await settle();
    }
    this.#now = end;
  }

  #next(end: number): Waiting | undefined {
    let first: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (waiting.at <= end && (!first || waiting.at < first.at)) first = waiting;
    }
    return first;
  }
}

/** Lets chains of promises run until nothing is left to run but timers. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 25; turn += 1) await Promise.resolve();
}
