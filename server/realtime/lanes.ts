/** Runs what belongs to the same key one after the other, and different keys side by side. */
export class Lanes<K> {
  readonly #last = new Map<K, Promise<unknown>>();

  /**
   * Starts at once when nothing of that key is under way, and what then needs no waiting is done when this returns; a
   * failure harms only its own caller.
   */
  run<T>(key: K, work: () => Promise<T>): Promise<T>;
  run<T>(key: K, work: () => T | Promise<T>): T | Promise<T>;
  run<T>(key: K, work: () => T | Promise<T>): T | Promise<T> {
    const before = this.#last.get(key);
    const now = before ? before.then(work, work) : work();
    if (now instanceof Promise) this.#follow(key, now);
    return now;
  }

  #follow(key: K, now: Promise<unknown>): void {
    this.#last.set(key, now);
    const forget = () => {
      if (this.#last.get(key) === now) this.#last.delete(key);
    };
    now.then(forget, forget);
  }
}
