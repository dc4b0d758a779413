import { eq } from 'drizzle-orm';
import { conversations } from '#server/db/schema/index';
import type { Membership, Memberships } from '#server/kernel/access';
import type { Clock } from '#server/platform/clock';
import type { Db, Executor } from '#server/platform/postgres';

/** Enough for the busiest conversations of one process; the oldest entry makes room for the next. */
const CAPACITY = 50_000;

/** A process that was told of no change has forgotten what was true after this long. */
const KEPT_MS = 30_000;

interface Kept {
  readonly membership: Membership;
  /** On the clock's `elapsed`. */
  readonly until: number;
}

/** Keeps who belongs to which conversation, so that authorising an event costs no query. */
export class MembershipCache implements Memberships {
  readonly #known = new Map<number, Kept>();
  /** How often something was forgotten: what was read before that may be what should be forgotten. */
  #forgotten = 0;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async of(conversationId: number, tx?: Executor): Promise<Membership | undefined> {
    const known = this.known(conversationId);
    if (known) return known;
    // What a transaction reads is not kept: it may have written it, and roll back.
    return tx ? read(tx, conversationId) : this.#readAndKeep(conversationId);
  }

  known(conversationId: number): Membership | undefined {
    const kept = this.#known.get(conversationId);
    return kept && this.clock.elapsed() < kept.until ? kept.membership : undefined;
  }

  forget(conversationId: number): void {
    this.#forgotten += 1;
    this.#known.delete(conversationId);
  }

  async #readAndKeep(conversationId: number): Promise<Membership | undefined> {
    const now = this.clock.elapsed();
    const forgotten = this.#forgotten;
    const found = await read(this.db, conversationId);
    // What does not exist is not kept: it may exist in a moment, and anybody could fill the memory with it.
    if (found && forgotten === this.#forgotten) this.#keep(found, now + KEPT_MS);
    return found;
  }

  #keep(membership: Membership, until: number): void {
    // Written anew, an entry is the youngest again.
    this.#known.delete(membership.conversationId);
    if (this.#known.size >= CAPACITY) {
      const oldest = this.#known.keys().next();
      if (!oldest.done) this.#known.delete(oldest.value);
    }
    this.#known.set(membership.conversationId, { membership, until });
  }
}

async function read(db: Executor, conversationId: number): Promise<Membership | undefined> {
  const { conversationId: id, coachId, clientId, closedAt } = conversations;
  const [found] = await db
    .select({ conversationId: id, coachId, clientId, closedAt })
    .from(conversations)
    .where(eq(id, conversationId));
  return found;
}
