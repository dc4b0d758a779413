import type { TypingUpdate } from '#contract/realtime';
import type { Timers } from './timers.ts';

const REPEAT_MS = 3_000;
/** The contract's TYPING_EXPIRES_AFTER, without its parsers. */
const FORGET_MS = 6_000;

/** Says that this person is typing: at once, then at most every 3 s while keys are pressed. */
export class TypingSender {
  #lastSaid = new Map<number, number>();

  constructor(
    private readonly tell: (conversationId: number, active: boolean) => void,
    private readonly timers: Timers,
  ) {}

  typed(conversationId: number): void {
    const now = this.timers.now();
    const last = this.#lastSaid.get(conversationId);
    if (last !== undefined && now - last < REPEAT_MS) return;
    this.#lastSaid.set(conversationId, now);
    this.tell(conversationId, true);
  }

  stopped(conversationId: number): void {
    if (this.#lastSaid.delete(conversationId)) this.tell(conversationId, false);
  }
}

/** Who else is typing where. Somebody not heard of for 6 s has stopped. */
export class TypingBoard {
  #until = new Map<number, Map<number, () => void>>();

  constructor(
    private readonly changed: (conversationId: number) => void,
    private readonly timers: Timers,
  ) {}

  update({ conversationId, userId, active }: TypingUpdate): void {
    const there = this.#until.get(conversationId) ?? new Map<number, () => void>();
    this.#until.set(conversationId, there);
    const before = there.get(userId);
    before?.();
    there.delete(userId);
    if (active) {
      const expire = () => this.update({ conversationId, userId, active: false });
      there.set(userId, this.timers.after(FORGET_MS, expire));
    }
    if (active !== (before !== undefined)) this.changed(conversationId);
  }

  /** User ids. */
  at(conversationId: number): number[] {
    return [...(this.#until.get(conversationId)?.keys() ?? [])];
  }

  clear(): void {
    for (const [conversationId, there] of this.#until) {
      for (const userId of [...there.keys()]) this.update({ conversationId, userId, active: false });
    }
  }
}
