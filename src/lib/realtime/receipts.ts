import type { ReceiptResult } from '#contract/realtime';
import { toApiError } from '../errors.ts';
import type { Timers } from './timers.ts';

export type ReceiptKind = 'delivered' | 'read';

/** At most one receipt per kind and conversation in this time: a burst of messages is one receipt. */
const SPACING_MS = 300;

export interface ReceiptDeps {
  ask(kind: ReceiptKind, conversationId: number, seq: number): Promise<ReceiptResult>;
  apply(conversationId: number, result: ReceiptResult): void;
  timers: Timers;
}

interface Mark {
  kind: ReceiptKind;
  conversationId: number;
  wanted: number;
  done: number;
  busy: boolean;
}

/** Tells the server how far this person has come, coalesced; what was not acknowledged is told again. */
export class Receipts {
  #marks = new Map<string, Mark>();
  #online = false;

  constructor(private readonly deps: ReceiptDeps) {}

  connected(): void {
    this.#online = true;
    for (const mark of this.#marks.values()) this.#flush(mark);
  }

  disconnected(): void {
    this.#online = false;
  }

  /** Raises a watermark to `seq`; a lower one than before changes nothing. */
  mark(kind: ReceiptKind, conversationId: number, seq: number): void {
    const key = `${kind}:${conversationId}`;
    const mark = this.#marks.get(key) ?? { kind, conversationId, wanted: 0, done: 0, busy: false };
    mark.wanted = Math.max(mark.wanted, seq);
    this.#marks.set(key, mark);
    this.#flush(mark);
  }

  #flush(mark: Mark): void {
    if (!this.#online || mark.busy || mark.wanted <= mark.done) return;
    mark.busy = true;
    void this.#send(mark, mark.wanted).then((pause) => {
      this.deps.timers.after(pause, () => {
        mark.busy = false;
        this.#flush(mark);
      });
    });
  }

  /** Sends one receipt; how many milliseconds to leave before the next. */
  async #send(mark: Mark, seq: number): Promise<number> {
    try {
      const result = await this.deps.ask(mark.kind, mark.conversationId, seq);
      mark.done = Math.max(mark.done, seq);
      this.deps.apply(mark.conversationId, result);
      return SPACING_MS;
    } catch (thrown) {
      const error = toApiError(thrown);
      // What the server will never take is not told again.
      if (!error.transient) mark.done = Math.max(mark.done, seq);
      return Math.max(SPACING_MS * 5, (error.retryAfter ?? 0) * 1_000);
    }
  }
}
