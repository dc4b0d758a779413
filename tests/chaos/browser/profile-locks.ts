import type { Locks } from '../../../src/lib/realtime/local/tabs.ts';

interface Waiting {
  readonly tab: object;
  readonly signal: AbortSignal;
  run(): Promise<void>;
}

/** The Web Locks of one browser, where there are none: first come first served, and freed when their tab dies. */
export class ProfileLocks {
  #queue: Waiting[] = [];
  #holder: { tab: object; free: () => void } | undefined;

  /** What one tab sees of them. */
  of(tab: object): Locks {
    return {
      request: (_name, { signal }, held) =>
        new Promise((resolve) => {
          const run = async () => {
            await held();
            resolve(undefined);
          };
          this.#queue.push({ tab, signal, run });
          this.#next();
        }),
    };
  }

  died(tab: object): void {
    this.#queue = this.#queue.filter((waiting) => waiting.tab !== tab);
    if (this.#holder?.tab === tab) this.#holder.free();
  }

  #next(): void {
    if (this.#holder) return;
    const next = this.#queue.shift();
    if (!next) return;
    if (next.signal.aborted) {
      this.#next();
      return;
    }
    const holder = {
      tab: next.tab,
      free: () => {
        if (this.#holder !== holder) return;
        this.#holder = undefined;
        this.#next();
      },
    };
    this.#holder = holder;
    void next.run().then(holder.free);
  }
}
