/** Runs what belongs to the same key one after the other, and different keys side by side. */
export class Lanes<K> {
  readonly #last = new Map<K, Promise<unknown>>();

  /** Starts at once when nothing of that key is under way; a failure harms only its own caller. */
  run<T>(key: K, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const now = before ? before.then(work, work) : work();
    this.#last.set(key, now);
    const forget = () => {
      if (this.#last.get(key) === now) this.#last.delete(key);
    };
    now.then(forget, forget);
    return now;
  }
}
