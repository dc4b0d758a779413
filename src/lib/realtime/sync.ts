import type { SyncResult } from '#contract/realtime';
import { toApiError } from '../errors.ts';
import { backoff } from './backoff.ts';
import type { Timers } from './timers.ts';

/** As many conversations as one `sync` may name; the contract's own limit, without its parsers. */
const CHUNK = 1_000;

/** When everybody is told to sync, nobody may at once. */
const SOON_MS = 3_000;

export interface SyncDeps {
  ask(held: Record<string, number>): Promise<SyncResult>;
  /** Every conversation known with the revision held, as it is at this moment. */
  known(): ReadonlyMap<number, number>;
  apply(result: SyncResult): void;
  /** A round has ended, well or not: what arrived meanwhile can be applied. */
  settled(): void;
  timers: Timers;
  random?: () => number;
}

/** Brings everything known up to date. Asking while a round runs makes one more round, never two at once. */
export class Sync {
  #online = false;
  #wanted = false;
  #running = false;
  #failures = 0;
  #retry: (() => void) | undefined;
  #soon: (() => void) | undefined;
  /** Grows with every connection: an answer to an earlier one is nobody's business any more. */
  #connection = 0;

  constructor(private readonly deps: SyncDeps) {}

  get running(): boolean {
    return this.#running;
  }

  /** The wire is up: every connection begins with a round. */
  connected(): void {
    this.#online = true;
    this.#connection += 1;
    this.#failures = 0;
    this.request();
  }

  disconnected(): void {
    this.#online = false;
    this.#retry?.();
    this.#retry = undefined;
    this.#soon?.();
    this.#soon = undefined;
  }

  /** Asks for a round within 3 s, at a moment of its own. */
  requestSoon(): void {
    const { timers, random = Math.random } = this.deps;
    this.#soon ??= timers.after(random() * SOON_MS, () => {
      this.#soon = undefined;
      this.request();
    });
  }

  /** Asks for a round; offline it does nothing, because connecting brings one. */
  request(): void {
    if (!this.#online) return;
    this.#wanted = true;
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#retry?.();
    this.#retry = undefined;
    try {
      while (this.#wanted && this.#online) {
        this.#wanted = false;
        await this.#round(this.#connection);
      }
      this.#failures = 0;
    } catch (error) {
      this.#later(toApiError(error).retryAfter);
    } finally {
      this.#running = false;
      this.deps.settled();
    }
    if (this.#wanted) this.request();
  }

  async #round(connection: number): Promise<void> {
    const all = [...this.deps.known()];
    for (let start = 0; start === 0 || start < all.length; start += CHUNK) {
      const ids = all.slice(start, start + CHUNK).map(([id]) => id);
      await this.#catchUp(ids, connection);
    }
  }

  /** Asks until there is no more; stops when an answer brings nothing new, so that it always ends. */
  async #catchUp(ids: number[], connection: number): Promise<void> {
    let asked = ids;
    for (;;) {
      const known = this.deps.known();
      const before = new Map(asked.map((id) => [id, known.get(id) ?? 0]));
      const result = await this.deps.ask(Object.fromEntries(before));
      if (connection !== this.#connection) return;
      this.deps.apply(result);
      if (!result.more) return;
      const added = result.added.map((view) => view.id).filter((id) => !before.has(id));
      const after = this.deps.known();
      const moved = added.length > 0 || asked.some((id) => after.get(id) !== before.get(id));
      if (!moved) return;
      asked = [...asked, ...added].filter((id) => after.has(id)).slice(-CHUNK);
    }
  }

  #later(retryAfter: number | undefined): void {
    this.#wanted = false;
    if (!this.#online) return;
    this.#failures += 1;
    const { timers, random } = this.deps;
    const wait = Math.max((retryAfter ?? 0) * 1_000, backoff(this.#failures, random ? { random } : {}));
    this.#retry = timers.after(wait, () => {
      this.#retry = undefined;
      this.request();
    });
  }
}
