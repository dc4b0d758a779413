import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { PersonView } from '#contract/conversations';
import { conversations, users } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';

/** Whom these threads are with, by conversation. Threads that are no longer the actor's are left out: so are their people. */
export async function clientsOf(
  ctx: Ctx,
  threads: readonly { readonly conversationId: number }[],
): Promise<ReadonlyMap<number, PersonView>> {
  const { conversationId, clientId, coachId, closedAt } = conversations;
  const ids = [...new Set(threads.map((thread) => thread.conversationId))];
  const rows = await executor(ctx)
    .select({
      conversationId,
      id: users.userId,
      displayName: users.displayName,
      timeZone: users.timeZone,
    })
    .from(conversations)
    .innerJoin(users, eq(users.userId, clientId))
    .where(and(inArray(conversationId, ids), eq(coachId, ctx.actor.userId), isNull(closedAt)));
  return new Map(rows.map(({ conversationId: thread, ...client }) => [thread, client]));
}
