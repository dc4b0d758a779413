import type { DraftView } from '#contract/own-threads';
import type { DraftResult } from '#contract/realtime';
import { toApiError } from '../errors.ts';
import type { Draft, Drafts } from './drafts.ts';
import type { Timers } from './timers.ts';

/** A pause in typing of this length is told to the other devices. */
const PAUSE_MS = 1_000;
/** What was not taken is told again after this long. */
const AGAIN_MS = 5_000;

export interface DraftDeps {
  ask(conversationId: number, draft: Draft): Promise<DraftResult>;
  apply(conversationId: number, draft: DraftView | null): void;
  /** What the server is known to hold; undefined where nothing is known. */
  held(conversationId: number): DraftView | null | undefined;
  store?: Drafts;
  timers: Timers;
}

/**
 * What is written here and not known to the server: kept on the device until it is, told after a pause. The last one to
 * write is right, but nothing from elsewhere replaces what waits here.
 */
export class DraftSync {
  readonly #fresh = new Map<number, Draft>();
  readonly #pauses = new Map<number, () => void>();
  readonly #asking = new Set<number>();
  #online = false;

  constructor(private readonly deps: DraftDeps) {}

  connected(): void {
    this.#online = true;
    for (const id of this.#fresh.keys()) this.flush(id);
  }

  disconnected(): void {
    this.#online = false;
  }

  /** What to show: what waits on this device, else what the server holds. */
  read(conversationId: number): Draft {
    const stored = this.#fresh.get(conversationId) ?? this.deps.store?.read(conversationId);
    if (!stored) return this.deps.held(conversationId) ?? { text: '', replyToSeq: null };
    if (!this.#fresh.has(conversationId)) this.write(conversationId, stored);
    return stored;
  }

  /** Whether something waits here that the server does not know. */
  isFresh(conversationId: number): boolean {
    return this.#fresh.has(conversationId);
  }

  write(conversationId: number, draft: Draft): void {
    this.#pauses.get(conversationId)?.();
    if (this.#isKnown(conversationId, draft)) {
      this.#settle(conversationId);
      return;
    }
    this.#fresh.set(conversationId, draft);
    this.deps.store?.write(conversationId, draft);
    this.#later(conversationId, PAUSE_MS);
  }

  /** Tells it now: the field was left, or the message was sent. */
  flush(conversationId: number): void {
    const draft = this.#fresh.get(conversationId);
    if (!draft || !this.#online || this.#asking.has(conversationId)) return;
    this.#pauses.get(conversationId)?.();
    this.#asking.add(conversationId);
    void this.#tell(conversationId, draft);
  }

  async #tell(conversationId: number, draft: Draft): Promise<void> {
    let again = PAUSE_MS;
    try {
      const told = await this.deps.ask(conversationId, draft);
      if (this.#fresh.get(conversationId) === draft) this.#settle(conversationId);
      this.deps.apply(conversationId, told.draft);
    } catch (thrown) {
      const error = toApiError(thrown);
      // What the server will never take stays here.
      again = error.transient ? Math.max(AGAIN_MS, (error.retryAfter ?? 0) * 1_000) : 0;
    }
    this.#asking.delete(conversationId);
    const latest = this.#fresh.get(conversationId);
    if (latest && (again > 0 || latest !== draft)) this.#later(conversationId, again || PAUSE_MS);
  }

  #later(conversationId: number, ms: number): void {
    this.#pauses.get(conversationId)?.();
    this.#pauses.set(
      conversationId,
      this.deps.timers.after(ms, () => this.flush(conversationId)),
    );
  }

  #settle(conversationId: number): void {
    this.#fresh.delete(conversationId);
    this.deps.store?.write(conversationId, undefined);
  }

  /** Nothing begun is known where there was nothing. */
  #isKnown(conversationId: number, { text, replyToSeq }: Draft): boolean {
    if (this.#asking.has(conversationId)) return false;
    const held = this.deps.held(conversationId);
    if (text.trim() === '') return held === null;
    return held?.text === text && held.replyToSeq === replyToSeq;
  }
}
