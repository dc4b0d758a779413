import type { Locks } from '../local/tabs.ts';

/** The Web Locks of one browser, where there are none: exclusive, first come first served. */
export class FakeLocks implements Locks {
  readonly #tails = new Map<string, Promise<unknown>>();

  async request(name: string, { signal }: { signal: AbortSignal }, held: () => Promise<void>): Promise<void> {
    const before = this.#tails.get(name) ?? Promise.resolve();
    const mine = before.then(async () => {
      if (!signal.aborted) await held();
    });
    this.#tails.set(name, mine);
    await mine;
  }
}
