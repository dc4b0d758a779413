import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#server/platform/logger';

interface Closer {
  readonly what: string;
  readonly patienceMs: number;
  readonly close: () => void | Promise<void>;
}

/** All steps together may not take longer: a supervisor kills 10 s after it has asked. */
const LONGEST_MS = 9_000;

/** What was opened, to be closed in the opposite order. A step that fails or takes too long does not stop the rest. */
export class Closers {
  readonly #open: Closer[] = [];
  #closing: Promise<void> | undefined;

  constructor(private readonly logger: Logger) {}

  /**
   * @param patienceMs after which the next step starts anyway
   * @throws Error when all steps together could take longer than an orderly end may
   */
  add(what: string, patienceMs: number, close: () => void | Promise<void>): void {
    const others = this.#open.reduce((sum, closer) => sum + closer.patienceMs, 0);
    if (others + patienceMs >= LONGEST_MS) throw new Error(`No time is left to wait for ${what} at the end`);
    this.#open.push({ what, patienceMs, close });
  }

  /** Closes everything once, however often it is called. Never rejects. */
  closeAll(): Promise<void> {
    return (this.#closing ??= this.#closeInOrder());
  }

  async #closeInOrder(): Promise<void> {
    for (const closer of this.#open.toReversed()) await this.#closeOne(closer);
  }

  async #closeOne({ what, patienceMs, close }: Closer): Promise<void> {
    const done = new AbortController();
    try {
      const late = sleep(patienceMs, 'late', { signal: done.signal }).catch(() => 'cancelled');
      if ((await Promise.race([Promise.resolve(close()), late])) === 'late') {
        this.logger.warn({ what }, 'did not stop in time');
      }
    } catch (error) {
      this.logger.warn({ what, err: error }, 'did not stop orderly');
    } finally {
      done.abort();
    }
  }
}
