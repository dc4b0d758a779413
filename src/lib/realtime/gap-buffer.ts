import type { ConversationChange } from '#contract/realtime';
import type { Timers } from './timers.ts';

/** How long an early change waits for the missing one (R4). */
const PATIENCE_MS = 500;

/** Holds changes that came too early, and reports a conversation whose missing one does not come. */
export class GapBuffer {
  #held = new Map<number, ConversationChange[]>();
  #waits = new Map<number, () => void>();

  constructor(
    private readonly timers: Timers,
    private readonly onMissing: (conversationId: number) => void,
  ) {}

  hold(change: ConversationChange): void {
    const id = change.conversationId;
    this.#held.set(id, [...(this.#held.get(id) ?? []), change]);
    if (this.#waits.has(id)) return;
    const giveUp = () => {
      this.#waits.delete(id);
      this.onMissing(id);
    };
    this.#waits.set(id, this.timers.after(PATIENCE_MS, giveUp));
  }

  /** Takes out what can be decided now that the conversation is at `rev`, in order. */
  take(conversationId: number, rev: number): ConversationChange[] {
    const held = this.#held.get(conversationId);
    if (!held) return [];
    const later = held.filter((change) => change.fromRev > rev);
    if (later.length === 0) this.forget(conversationId);
    else this.#held.set(conversationId, later);
    return held.filter((change) => change.fromRev <= rev).sort((a, b) => a.fromRev - b.fromRev);
  }

  forget(conversationId: number): void {
    this.#held.delete(conversationId);
    this.#waits.get(conversationId)?.();
    this.#waits.delete(conversationId);
  }

  clear(): void {
    for (const id of [...this.#held.keys()]) this.forget(id);
  }
}
