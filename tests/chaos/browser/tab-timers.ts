import type { Timers } from '../../../src/lib/realtime/timers.ts';

/** The timers of one tab: they end with it. */
export class TabTimers implements Timers {
  readonly #running = new Set<ReturnType<typeof setTimeout>>();
  #dead = false;

  now(): number {
    return Date.now();
  }

  after(ms: number, act: () => void): () => void {
    if (this.#dead) return () => undefined;
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      act();
    }, ms);
    this.#running.add(timer);
    return () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
  }

  kill(): void {
    this.#dead = true;
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
