import type { Clock } from '#server/platform/clock';

/** Runs like the system's clock until it is set; from then on it stands still. */
export class TestClock implements Clock {
  #fixed: Date | undefined;
  #advanced = 0;

  now(): Date {
    return this.#fixed === undefined ? new Date() : new Date(this.#fixed);
  }

  elapsed(): number {
    return performance.now() + this.#advanced;
  }

  /** @param instant ISO 8601, or a Date */
  set(instant: string | Date): void {
    this.#fixed = new Date(instant);
  }

  /** Moves on by milliseconds. */
  advance(ms: number): void {
    this.#fixed = new Date(this.now().getTime() + ms);
    this.#advanced += ms;
  }
}
