import { setTimeout as sleep } from 'node:timers/promises';
import { desc, eq, gt, sql } from 'drizzle-orm';
import { conversations, searchProgress } from '#server/db/schema/index';
import type { Services } from '#server/kernel/context';
import { DueList } from './due.ts';
import { indexConversation } from './index-conversation.ts';
import { restAfter } from './rest.ts';

const LOOK_EVERY_MS = 5_000;
/** So often every conversation is compared with its progress: a crash, or a lost database, leaves some behind. */
const SWEEP_EVERY_MS = 600_000;
const SWEPT_AT_ONCE = 1_000;

type Needs = Pick<Services, 'db' | 'bus' | 'clock' | 'logger'>;

/** Follows what changes and makes it searchable a while later, one batch at a time. */
export class SearchIndexer {
  readonly #due = new DueList();
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #sweptAt = -Infinity;
  #running: Promise<void> | undefined;
  /** Changes in this process since `since`. */
  #heard = { changes: 0, since: 0 };

  constructor(private readonly services: Needs) {}

  start(): void {
    this.services.bus.subscribe((fact) => {
      if (fact.name !== 'conversation.changed') return;
      const { conversationId, fromRev, rev } = fact.data;
      this.#due.changed(conversationId, { fromRev, rev }, this.#now());
      this.#heard.changes += rev - fromRev;
    });
    this.#timer = setInterval(() => {
      this.look();
    }, LOOK_EVERY_MS);
    this.#timer.unref();
    this.look();
  }

  /** Begins to work on what is due, unless it is at work. */
  look(): void {
    if (this.#stopping.signal.aborted) return;
    this.#running ??= this.#work()
      .catch((error: unknown) => {
        if (this.#stopping.signal.aborted) return;
        // What was taken out is found by the next sweep, which does not wait for its time.
        this.#sweptAt = -Infinity;
        this.services.logger.warn({ err: error }, 'messages could not be made searchable; trying again');
      })
      .finally(() => (this.#running = undefined));
  }

  /** Resolves when the batch in hand is done. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    await this.#running;
  }

  async #work(): Promise<void> {
    for (const conversationId of this.#due.take(this.#now())) await this.#index(conversationId);
    if (this.#now() - this.#sweptAt < SWEEP_EVERY_MS) return;
    const behind = await this.#behind();
    for (const conversationId of behind) await this.#index(conversationId);
    // A full page means that there are more; those that are another process's at the moment must not keep us busy.
    if (behind.length < SWEPT_AT_ONCE) this.#sweptAt = this.#now();
  }

  async #index(conversationId: number): Promise<void> {
    let more = true;
    while (more && !this.#stopping.signal.aborted) {
      const startedAt = this.#now();
      more = await indexConversation(this.services, conversationId);
      const rest = restAfter(this.#now() - startedAt, this.#changesPerSecond());
      await sleep(rest, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  /** Conversations with something that cannot be found by its words yet, the most active first. */
  async #behind(): Promise<number[]> {
    const { conversationId } = conversations;
    const rows = await this.services.db
      .select({ conversationId })
      .from(conversations)
      .leftJoin(searchProgress, eq(searchProgress.conversationId, conversationId))
      .where(gt(conversations.rev, sql`coalesce(${searchProgress.indexedRev}, 0)`))
      .orderBy(desc(conversations.lastMessageAt))
      .limit(SWEPT_AT_ONCE);
    return rows.map((row) => row.conversationId);
  }

  /** Since this was asked last. */
  #changesPerSecond(): number {
    const { changes, since } = this.#heard;
    const now = this.#now();
    this.#heard = { changes: 0, since: now };
    return (1_000 * changes) / Math.max(now - since, 1);
  }

  #now(): number {
    return this.services.clock.elapsed();
  }
}
