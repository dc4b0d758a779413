import { and, eq, isNull, or } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { conversations, users } from '#server/db/schema/index';
import { isMember } from '#server/kernel/access';
import type { Membership } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Actor, Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { threadEnded } from './errors.ts';

/**
 * The two people of a conversation, one of whom is the actor.
 * @throws AppError `not_found` when there is no such conversation, it is somebody else's, or it was closed for its coach
 */
export async function requireMember(ctx: Ctx, conversationId: number): Promise<Membership> {
  // Inside a transaction with its own connection: waiting there for a second one could empty the pool.
  const membership = await ctx.memberships.of(conversationId, ctx.open?.tx);
  if (!membership || !isMember(membership, ctx.actor.userId)) throw notFound('conversation');
  return membership;
}

/**
 * The same for whoever is about to write.
 * @throws AppError `not_found`, and `conflict` once it is closed
 */
export async function requireWriter(ctx: Ctx, conversationId: number): Promise<Membership> {
  const membership = await requireMember(ctx, conversationId);
  if (membership.closedAt !== null) throw threadEnded();
  return membership;
}

/** The rows of `conversations` a person has: a client's own, closed ones too; a coach's as long as they are open. */
export function conversationsIn({ userId, role }: Pick<Actor, 'userId' | 'role'>): SQL | undefined {
  if (role === 'CLIENT') return eq(conversations.clientId, userId);
  return and(eq(conversations.coachId, userId), isNull(conversations.closedAt));
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
      closedAt: conversations.closedAt,
    })
    .from(conversations)
    .innerJoin(users, and(eq(users.userId, conversations.clientId), eq(users.coachId, conversations.coachId)))
    .where(
      and(
        eq(conversations.clientId, clientId),
        isNull(conversations.closedAt),
        or(eq(conversations.coachId, userId), eq(conversations.clientId, userId)),
      ),
    );
  if (!found) throw notFound(what);
  return found;
}
