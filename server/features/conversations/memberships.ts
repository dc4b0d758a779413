import { eq } from 'drizzle-orm';
import { conversations } from '#server/db/schema/index';
import type { Membership, Memberships } from '#server/kernel/access';
import type { Db, Executor } from '#server/platform/postgres';

/** Enough for the busiest conversations of one process; the oldest entry makes room for the next. */
const CAPACITY = 50_000;

/** Keeps who belongs to which conversation, so that authorising an event costs no query. */
export class MembershipCache implements Memberships {
  readonly #known = new Map<number, Membership>();

  constructor(private readonly db: Db) {}

  async of(conversationId: number, db: Executor = this.db): Promise<Membership | undefined> {
    const known = this.#known.get(conversationId);
    if (known) return known;
    const [found] = await db
      .select({
        conversationId: conversations.conversationId,
        coachId: conversations.coachId,
        clientId: conversations.clientId,
      })
      .from(conversations)
      .where(eq(conversations.conversationId, conversationId));
    // What does not exist is not kept: it may exist in a moment, and anybody could fill the memory with it.
    if (found) this.#keep(found);
    return found;
  }

  forget(conversationId: number): void {
    this.#known.delete(conversationId);
  }

  #keep(membership: Membership): void {
    if (this.#known.size >= CAPACITY) {
      const oldest = this.#known.keys().next();
      if (!oldest.done) this.#known.delete(oldest.value);
    }
    this.#known.set(membership.conversationId, membership);
  }
}
