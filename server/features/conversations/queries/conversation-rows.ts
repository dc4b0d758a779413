import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { ConversationView, Members, PresenceView } from '#contract/conversations';
import type { ThreadSettings } from '#contract/own-threads';
import { conversationMembers, conversations, threadDrafts, users } from '#server/db/schema/index';
import { isMember } from '#server/kernel/access';
import type { PresenceReader } from '#server/kernel/access';
import type { Executor } from '#server/platform/postgres';
import { presentDraft, presentSettings } from '../present-own.ts';

export const coach = alias(users, 'coach');
export const client = alias(users, 'client');

/** When something last happened in a conversation: the order of the inbox. */
export const activity = sql<Date>`coalesce(${conversations.lastMessageAt}, ${conversations.createdAt})`;

const UNKNOWN: PresenceView = { online: false, lastSeenAt: null };

type PersonRow = Pick<typeof users.$inferSelect, 'userId' | 'displayName' | 'timeZone' | 'lastSeenAt'>;

/**
 * Conversations with their two people and watermarks: everything a row of the inbox shows, in one query.
 * @param extra one more column, for whoever needs to know something else of the same moment
 */
export function selectConversations(db: Executor, extra: SQL = sql`null`) {
  const coachMember = marksOf(db, conversations.coachId, 'coach_member');
  const clientMember = marksOf(db, conversations.clientId, 'client_member');
  return db
    .select({
      conversation: {
        conversationId: conversations.conversationId,
        coachId: conversations.coachId,
        clientId: conversations.clientId,
        lastSeq: conversations.lastSeq,
        rev: conversations.rev,
        lastMessageAt: conversations.lastMessageAt,
        preview: conversations.preview,
        previewSenderId: conversations.previewSenderId,
        previewKind: conversations.previewKind,
        createdAt: conversations.createdAt,
        closedAt: conversations.closedAt,
      },
      coach: personIn(coach),
      client: personIn(client),
      coachMember: marksIn(coachMember),
      clientMember: marksIn(clientMember),
      extra,
    })
    .from(conversations)
    .innerJoin(coach, eq(coach.userId, conversations.coachId))
    .innerJoin(client, eq(client.userId, conversations.clientId))
    .innerJoinLateral(coachMember, sql`true`)
    .innerJoinLateral(clientMember, sql`true`)
    .$dynamic();
}

function personIn({ userId, displayName, timeZone, lastSeenAt }: typeof coach | typeof client) {
  return { userId, displayName, timeZone, lastSeenAt };
}

/**
 * One member's marks, looked up by the key, row by row. The planner cannot know that every conversation has exactly
 * these two members: joined, it expects next to none of them and orders everything else by that mistake.
 */
function marksOf<Name extends string>(db: Executor, userId: AnyPgColumn, name: Name) {
  const own = getTableColumns(conversationMembers);
  const { content, replyToSeq, updatedAt } = threadDrafts;
  return db
    .select({
      deliveredSeq: own.deliveredSeq,
      readSeq: own.readSeq,
      unreadCount: own.unreadCount,
      markedUnread: own.markedUnread,
      mutedUntil: own.mutedUntil,
      pinnedAt: own.pinnedAt,
      draftText: content,
      draftReplyToSeq: replyToSeq,
      draftUpdatedAt: updatedAt,
    })
    .from(conversationMembers)
    .leftJoin(
      threadDrafts,
      and(eq(threadDrafts.conversationId, own.conversationId), eq(threadDrafts.userId, own.userId)),
    )
    .where(and(eq(own.conversationId, conversations.conversationId), eq(own.userId, userId)))
    .limit(1)
    .as(name);
}

function marksIn<Name extends string>(member: ReturnType<typeof marksOf<Name>>) {
  return {
    deliveredSeq: member.deliveredSeq,
    readSeq: member.readSeq,
    unreadCount: member.unreadCount,
    markedUnread: member.markedUnread,
    mutedUntil: member.mutedUntil,
    pinnedAt: member.pinnedAt,
    draftText: member.draftText,
    draftReplyToSeq: member.draftReplyToSeq,
    draftUpdatedAt: member.draftUpdatedAt,
  };
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

/** A conversation as `userId` sees it: what is not read, the settings and the draft depend on who looks. */
export function presentConversation(
  row: ConversationRow,
  userId: number,
  presence: PresenceReader,
): ConversationView {
  const { conversation } = row;
  return {
    id: conversation.conversationId,
    coach: presentPerson(row.coach),
    client: presentPerson(row.client),
    lastSeq: conversation.lastSeq,
    rev: conversation.rev,
    lastMessageAt: conversation.lastMessageAt?.toISOString() ?? null,
    preview: presentPreview(conversation),
    ...ownSideOf(row, userId),
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
export function membersOf({ coach, client, coachMember, clientMember }: ConversationRow): Members {
  return {
    [coach.userId]: { deliveredSeq: coachMember.deliveredSeq, readSeq: coachMember.readSeq },
    [client.userId]: { deliveredSeq: clientMember.deliveredSeq, readSeq: clientMember.readSeq },
  };
}

/** What of a conversation is one member's own. Drafts of a closed one are nobody's. */
export function ownSideOf(
  { conversation, coachMember, clientMember }: ConversationRow,
  userId: number,
): Pick<ConversationView, 'unreadCount' | keyof ThreadSettings | 'draft'> {
  const member = conversation.coachId === userId ? coachMember : clientMember;
  return {
    unreadCount: member.unreadCount,
    ...presentSettings(member),
    draft: conversation.closedAt === null ? presentDraft(member) : null,
  };
}

function presentPerson({ userId, displayName, timeZone }: PersonRow) {
  return { id: userId, displayName, timeZone };
}

function presentPreview(row: ConversationRow['conversation']): ConversationView['preview'] {
  const { preview, previewSenderId, previewKind } = row;
  if (preview === null || previewSenderId === null || previewKind === null) return null;
  return { senderId: previewSenderId, kind: previewKind, text: preview };
}

function presenceOf(person: PersonRow, presence: PresenceReader): PresenceView {
  return (
    presence.of(person.userId) ?? { online: false, lastSeenAt: person.lastSeenAt?.toISOString() ?? null }
  );
}
