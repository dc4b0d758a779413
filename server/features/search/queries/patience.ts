/**
 * How many messages one page may read to find out whether they fit. Only words that are wanted side by side and hardly ever
 * are need so many: each message that has them has to be looked at.
 */
export class Patience {
  #left = 20_000;

  /** At most so many of these. */
  take<T>(candidates: readonly T[]): readonly T[] {
    const taken = candidates.slice(0, this.#left);
    this.#left -= taken.length;
    return taken;
  }

  /** Whether what is older was not looked at. */
  get isOver(): boolean {
    return this.#left === 0;
  }
}
