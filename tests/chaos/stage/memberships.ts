import type { Instant, Membership } from '../history.ts';
import type { ThreadOfTwo } from './cast.ts';

/** Who is in which thread, and was, as the harness itself has arranged it. */
export class Memberships {
  readonly #all: { conversationId: number; userId: number; until: Instant | undefined }[] = [];

  constructor(threads: readonly ThreadOfTwo[]) {
    for (const thread of threads) this.join(thread);
  }

  get all(): readonly Membership[] {
    return this.#all;
  }

  /** The threads a person has now. */
  of(userId: number): number[] {
    return this.#all
      .filter((one) => one.userId === userId && one.until === undefined)
      .map((one) => one.conversationId);
  }

  /** The threads a person never had. */
  foreignTo(userId: number): number[] {
    const known = new Set(this.#all.filter((one) => one.userId === userId).map((one) => one.conversationId));
    return [...new Set(this.#all.map((one) => one.conversationId))].filter((id) => !known.has(id));
  }

  /** Somebody who has the thread now, to read it anew. */
  readerOf(conversationId: number): number | undefined {
    return this.#all.find((one) => one.conversationId === conversationId && one.until === undefined)?.userId;
  }

  /** Whether somebody had the thread at that moment. */
  had(userId: number, conversationId: number, at: Instant): boolean {
    return this.#all.some(
      (one) =>
        one.userId === userId && one.conversationId === conversationId && at <= (one.until ?? Infinity),
    );
  }

  join({ id: conversationId, coachId, clientId }: ThreadOfTwo): void {
    for (const userId of [coachId, clientId]) {
      if (!this.of(userId).includes(conversationId))
        this.#all.push({ conversationId, userId, until: undefined });
    }
  }

  leave(userId: number, conversationId: number): void {
    for (const one of this.#all) {
      if (one.userId === userId && one.conversationId === conversationId) one.until ??= Date.now();
    }
  }
}
