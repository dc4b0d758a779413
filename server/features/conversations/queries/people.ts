import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { conversations, users } from '#server/db/schema/index';
import type { ConversationView } from '#contract/conversations';
import { isMember } from '#server/kernel/access';
import type { Services } from '#server/kernel/context';
import { conversationsOf, presentConversation, selectConversations } from './conversation-rows.ts';

/** The people who share an open conversation with somebody. */
export async function partnersOf(services: Services, userId: number): Promise<number[]> {
  const { coachId, clientId } = conversations;
  const rows = await services.db
    .select({ coachId, clientId })
    .from(conversations)
    .where(and(or(eq(coachId, userId), eq(clientId, userId)), isNull(conversations.closedAt)));
  return rows.map((row) => (row.coachId === userId ? row.clientId : row.coachId));
}

/** Remembers when the last devices of some people went away. */
export async function recordSeen(services: Services, userIds: readonly number[], at: Date): Promise<void> {
  if (userIds.length === 0) return;
  // Not a change of the person: `updated_at` stays.
  await services.db
    .update(users)
    .set({ lastSeenAt: at, updatedAt: users.updatedAt })
    .where(inArray(users.userId, [...userIds]));
}

/** One conversation as `userId` sees it; undefined when it is not theirs. */
export async function conversationFor(
  services: Services,
  userId: number,
  conversationId: number,
): Promise<ConversationView | undefined> {
  const [row] = await conversationsOf(services.db, userId, [conversationId]);
  return row && presentConversation(row, userId, services.presence);
}

/** A conversation as one of its two people sees it. */
interface Seen {
  readonly viewerId: number;
  readonly conversation: ConversationView;
}

/** Every conversation of `userId`, for them and for each other person who is connected; in one query. */
export async function conversationsAround(services: Services, userId: number): Promise<Seen[]> {
  const { coachId, clientId } = conversations;
  const rows = await selectConversations(services.db).where(or(eq(coachId, userId), eq(clientId, userId)));
  return rows.flatMap((row) =>
    [row.conversation.coachId, row.conversation.clientId]
      .filter((viewerId) => isMember(row.conversation, viewerId) && services.presence.of(viewerId)?.online)
      .map((viewerId) => ({ viewerId, conversation: presentConversation(row, viewerId, services.presence) })),
  );
}
