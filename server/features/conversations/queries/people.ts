import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { conversations, users } from '#server/db/schema/index';
import type { ConversationView } from '#contract/conversations';
import { isMember } from '#server/kernel/access';
import type { Services } from '#server/kernel/context';
import { conversationsOf, presentConversation, selectConversations } from './conversation-rows.ts';

/** The people who share an open conversation with each of these; nobody for whom there are none. */
export async function partnersOf(
  services: Services,
  userIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const { coachId, clientId } = conversations;
  // As an array: a thousand people may leave at once, and a parameter for each is slow.
  const asked = sql`any(${sql.param([...userIds])}::int[])`;
  const rows = await services.db
    .select({ coachId, clientId })
    .from(conversations)
    .where(and(or(eq(coachId, asked), eq(clientId, asked)), isNull(conversations.closedAt)));
  const partners = new Map<number, number[]>(userIds.map((userId) => [userId, []]));
  for (const row of rows) {
    partners.get(row.coachId)?.push(row.clientId);
    partners.get(row.clientId)?.push(row.coachId);
  }
  return partners;
}

/** Remembers when the last devices of some people went away. Whatever is known already and later stays. */
export async function recordSeen(
  services: Services,
  seen: readonly { readonly userId: number; readonly at: Date }[],
): Promise<void> {
  if (seen.length === 0) return;
  // Not a change of the person: `updated_at` stays. Locked in one order, as several processes may see the same.
  await services.db.execute(sql`
    with seen as (select * from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as seen ("userId" int, at timestamptz)),
    locked as (
      select user_id from ${users} where user_id in (select "userId" from seen) order by user_id for no key update)
    update ${users} set last_seen_at = greatest(last_seen_at, seen.at)
    from seen join locked on locked.user_id = seen."userId"
    where ${users}.user_id = locked.user_id`);
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
