/**
 * Lets work on one key happen one after another in this process, and that on different keys side by side. What must hold
 * across processes is decided by the database.
 */
export class Turns<K> {
  readonly #last = new Map<K, Promise<unknown>>();

  /** Runs `work` when everything taken before under that key has ended, well or badly. */
  async take<T>(key: K, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}
