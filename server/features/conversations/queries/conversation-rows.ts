import { and, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ConversationView, PresenceView } from '#contract/conversations';
import { conversationMembers, conversations, users } from '#server/db/schema/index';
import { isMember } from '#server/kernel/access';
import type { PresenceReader } from '#server/kernel/access';
import type { Executor } from '#server/platform/postgres';

export const coach = alias(users, 'coach');
export const client = alias(users, 'client');
const coachMember = alias(conversationMembers, 'coach_member');
const clientMember = alias(conversationMembers, 'client_member');

const UNKNOWN: PresenceView = { online: false, lastSeenAt: null };

type PersonRow = Pick<typeof users.$inferSelect, 'userId' | 'displayName' | 'timeZone' | 'lastSeenAt'>;

/** Conversations with their two people and watermarks: everything a row of the inbox shows, in one query. */
export function selectConversations(db: Executor) {
  return db
    .select({
      conversation: conversations,
      coach: {
        userId: coach.userId,
        displayName: coach.displayName,
        timeZone: coach.timeZone,
        lastSeenAt: coach.lastSeenAt,
      },
      client: {
        userId: client.userId,
        displayName: client.displayName,
        timeZone: client.timeZone,
        lastSeenAt: client.lastSeenAt,
      },
      coachMember,
      clientMember,
    })
    .from(conversations)
    .innerJoin(coach, eq(coach.userId, conversations.coachId))
    .innerJoin(client, eq(client.userId, conversations.clientId))
    .innerJoin(
      coachMember,
      and(
        eq(coachMember.conversationId, conversations.conversationId),
        eq(coachMember.userId, conversations.coachId),
      ),
    )
    .innerJoin(
      clientMember,
      and(
        eq(clientMember.conversationId, conversations.conversationId),
        eq(clientMember.userId, conversations.clientId),
      ),
    )
    .$dynamic();
}

export type ConversationRow = Awaited<ReturnType<typeof selectConversations>>[number];

/** The named conversations of one person; those of other people are left out. */
export async function conversationsOf(
  db: Executor,
  userId: number,
  ids: readonly number[],
): Promise<ConversationRow[]> {
  if (ids.length === 0) return [];
  const rows = await selectConversations(db).where(inArray(conversations.conversationId, [...ids]));
  return rows.filter(({ conversation }) => isMember(conversation, userId));
}

/** A conversation as `userId` sees it: only the unread count depends on who looks. */
export function presentConversation(
  row: ConversationRow,
  userId: number,
  presence: PresenceReader,
): ConversationView {
  const { conversation } = row;
  const mine = conversation.coachId === userId ? row.coachMember : row.clientMember;
  return {
    id: conversation.conversationId,
    coach: presentPerson(row.coach),
    client: presentPerson(row.client),
    lastSeq: conversation.lastSeq,
    rev: conversation.rev,
    lastMessageAt: conversation.lastMessageAt?.toISOString() ?? null,
    preview: presentPreview(conversation),
    unreadCount: mine.unreadCount,
    members: membersOf(row),
    presence: presenceIn(row, presence),
    closedAt: conversation.closedAt?.toISOString() ?? null,
  };
}

/** Who of the two is there, by user id. Two people whose thread is closed no longer see each other come and go. */
export function presenceIn(row: ConversationRow, presence: PresenceReader): ConversationView['presence'] {
  if (row.conversation.closedAt !== null)
    return { [row.coach.userId]: UNKNOWN, [row.client.userId]: UNKNOWN };
  return {
    [row.coach.userId]: presenceOf(row.coach, presence),
    [row.client.userId]: presenceOf(row.client, presence),
  };
}

/** The watermarks of both sides. */
export function membersOf(row: Pick<ConversationRow, 'coachMember' | 'clientMember'>) {
  return Object.fromEntries(
    [row.coachMember, row.clientMember].map(({ userId, deliveredSeq, readSeq }) => [
      userId,
      { deliveredSeq, readSeq },
    ]),
  );
}

function presentPerson({ userId, displayName, timeZone }: PersonRow) {
  return { id: userId, displayName, timeZone };
}

function presentPreview(row: typeof conversations.$inferSelect): ConversationView['preview'] {
  const { preview, previewSenderId, previewKind } = row;
  if (preview === null || previewSenderId === null || previewKind === null) return null;
  return { senderId: previewSenderId, kind: previewKind, text: preview };
}

function presenceOf(person: PersonRow, presence: PresenceReader): PresenceView {
  return (
    presence.of(person.userId) ?? { online: false, lastSeenAt: person.lastSeenAt?.toISOString() ?? null }
  );
}
