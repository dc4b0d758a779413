import { and, eq, or } from 'drizzle-orm';
import { conversations, users } from '#server/db/schema/index';
import type { Membership } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';

/**
 * The two people of a conversation, one of whom is the actor.
 * @throws AppError `not_found` when there is no such conversation or it is somebody else's
 */
export async function requireMember(ctx: Ctx, conversationId: number): Promise<Membership> {
  // Inside a transaction with its own connection: waiting there for a second one could empty the pool.
  const membership = await ctx.memberships.of(conversationId, executor(ctx));
  const { userId } = ctx.actor;
  if (!membership || (membership.coachId !== userId && membership.clientId !== userId)) {
    throw notFound('conversation');
  }
  return membership;
}

/** The one of the two who is not `userId`. */
export function otherOf(membership: Membership, userId: number): number {
  return membership.coachId === userId ? membership.clientId : membership.coachId;
}

/**
 * The thread of a client with their present coach, seen by one of the two.
 * @param what was asked for: anybody else is told that there is no such thing
 * @throws AppError `not_found` for anybody else
 */
export async function conversationOf(ctx: Ctx, clientId: number, what = 'client'): Promise<Membership> {
  const { userId } = ctx.actor;
  const [found] = await executor(ctx)
    .select({
      conversationId: conversations.conversationId,
      coachId: conversations.coachId,
      clientId: conversations.clientId,
    })
    .from(conversations)
    .innerJoin(users, and(eq(users.userId, conversations.clientId), eq(users.coachId, conversations.coachId)))
    .where(
      and(
        eq(conversations.clientId, clientId),
        or(eq(conversations.coachId, userId), eq(conversations.clientId, userId)),
      ),
    );
  if (!found) throw notFound(what);
  return found;
}
