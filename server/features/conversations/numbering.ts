import { eq, sql } from 'drizzle-orm';
import { conversationMembers, conversations, messages } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import type { Tx } from '#server/platform/postgres';
import { threadEnded } from './errors.ts';

type MessageRow = typeof messages.$inferSelect;
export type LockedConversation = typeof conversations.$inferSelect;

/** What a new message says; its numbers, receiver and time are given here. */
export type NewMessage = Omit<
  typeof messages.$inferInsert,
  'messageId' | 'conversationId' | 'seq' | 'rev' | 'receiverId' | 'createdAt' | 'isRead'
>;

const PREVIEW_LENGTH = 200;

/**
 * Locks a conversation until the transaction ends. Numbers are taken under this lock alone, so the order of commits is
 * the order of `seq` and `rev`, and neither ever skips.
 */
export async function lockConversation(tx: Tx, conversationId: number): Promise<LockedConversation> {
  const [row] = await tx
    .select()
    .from(conversations)
    .where(eq(conversations.conversationId, conversationId))
    .for('no key update');
  if (!row) throw notFound('conversation');
  return row;
}

/**
 * Gives the next message its `seq` and `rev` and stores it, with what the inbox shows and the receiver's unread count.
 * Undefined, and nothing stored, when its sender used its `clientMessageId` before: the unique constraint decides that,
 * whichever conversation or transaction the other one is in.
 * @throws AppError `conflict` when the conversation is closed
 */
export async function appendMessage(
  open: OpenTransaction,
  conversation: LockedConversation,
  message: NewMessage,
  now: Date,
): Promise<MessageRow | undefined> {
  const { conversationId, coachId, clientId } = conversation;
  if (conversation.closedAt !== null) throw threadEnded();
  const seq = conversation.lastSeq + 1;
  const rev = conversation.rev + 1;
  const receiverId = message.senderId === coachId ? clientId : coachId;
  const [row] = await open.tx
    .insert(messages)
    .values({ ...message, conversationId, seq, rev, receiverId, createdAt: now })
    .onConflictDoNothing({ target: [messages.senderId, messages.clientMessageId] })
    .returning();
  if (!row) return undefined;
  await open.tx
    .update(conversations)
    .set({
      lastSeq: seq,
      rev,
      lastMessageAt: now,
      preview: previewOf(message.content),
      previewSenderId: message.senderId,
      previewKind: row.kind,
    })
    .where(eq(conversations.conversationId, conversationId));
  await open.tx
    .update(conversationMembers)
    .set({ unreadCount: sql`${conversationMembers.unreadCount} + 1` })
    .where(
      sql`${conversationMembers.conversationId} = ${conversationId} and ${conversationMembers.userId} = ${receiverId}`,
    );
  tellChange(open, { conversationId, rev, messageId: row.messageId });
  return row;
}

/** What the inbox shows of the newest message, where that is not its text. Under the lock of its conversation. */
export async function setPreview(open: OpenTransaction, conversationId: number, line: string): Promise<void> {
  await open.tx
    .update(conversations)
    .set({ preview: previewOf(line) })
    .where(eq(conversations.conversationId, conversationId));
}

/**
 * Gives a message whose state, or whose card's state, changed a new `rev`; `text` is its new line, where that changed
 * as well.
 */
export async function renumberMessage(
  open: OpenTransaction,
  message: { messageId: number; conversationId: number; seq: number },
  text?: string,
): Promise<void> {
  const { messageId, conversationId, seq } = message;
  const conversation = await lockConversation(open.tx, conversationId);
  const rev = conversation.rev + 1;
  await open.tx
    .update(messages)
    .set({ rev, ...(text !== undefined && { content: text }) })
    .where(eq(messages.messageId, messageId));
  await open.tx
    .update(conversations)
    .set({ rev, ...(text !== undefined && seq === conversation.lastSeq && { preview: previewOf(text) }) })
    .where(eq(conversations.conversationId, conversationId));
  tellChange(open, { conversationId, rev, messageId });
}

function tellChange(
  open: OpenTransaction,
  step: { conversationId: number; rev: number; messageId: number },
): void {
  const { conversationId, rev, messageId } = step;
  open.facts.push({
    name: 'conversation.changed',
    data: { conversationId, fromRev: rev - 1, rev, messageIds: [messageId] },
  });
}

/** One line for the inbox: white space folded, cut between characters. */
export function previewOf(text: string): string {
  // Most texts are one short line already.
  const line = /\s\s|[^\S ]|^ | $/u.test(text) ? text.replace(/\s+/gu, ' ').trim() : text;
  if (line.length <= PREVIEW_LENGTH) return line;
  let cut = '';
  for (const character of line) {
    if (cut.length + character.length > PREVIEW_LENGTH - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
