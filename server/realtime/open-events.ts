import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Ack } from '#contract/realtime';
import { AppError, toProblem } from '#server/kernel/errors';

/** The events that are being answered, so that an orderly end can wait for them. */
export class OpenEvents {
  readonly #open = new Set<Promise<unknown>>();
  #finishing = false;

  /** Answers one more; once the end has begun, it is refused as `unavailable` instead. */
  async answer(work: () => Promise<Ack<object>>): Promise<Ack<object>> {
    if (this.#finishing) return { ok: false, error: toProblem(closing()) };
    const answer = work();
    this.#open.add(answer);
    try {
      return await answer;
    } finally {
      this.#open.delete(answer);
    }
  }

  /** Takes no more, and resolves when those under way are answered, or after `patienceMs`. */
  async finish(patienceMs: number): Promise<void> {
    this.#finishing = true;
    const late = new AbortController();
    const patience = sleep(patienceMs, undefined, { signal: late.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#open), patience]);
    late.abort();
    // The last acknowledgement is written right after its answer is known.
    await setImmediate();
  }
}

const closing = () =>
  new AppError('unavailable', 'The server is going down. Nothing was stored; try again in a moment.', {
    retryAfter: 1,
  });
