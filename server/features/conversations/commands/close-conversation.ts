import { and, eq, isNull } from 'drizzle-orm';
import { conversations, threadDrafts } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';
import { createConversation } from './create-conversation.ts';

interface Pair {
  readonly coachId: number;
  readonly clientId: number;
}

/**
 * Closes the thread of a coach and a client who part, inside the transaction that parts them. Whoever is writing into it
 * is waited for; whoever comes later finds it closed.
 */
export async function closeConversation(open: OpenTransaction, pair: Pair, now: Date): Promise<void> {
  const [closed] = await open.tx
    .update(conversations)
    .set({ closedAt: now })
    .where(and(between(pair), isNull(conversations.closedAt)))
    .returning({ conversationId: conversations.conversationId });
  if (!closed) return;
  // What was begun here can be sent by nobody any more.
  await open.tx.delete(threadDrafts).where(eq(threadDrafts.conversationId, closed.conversationId));
  open.facts.push({ name: 'membership.changed', data: { ...closed, ...pair, closed: true } });
}

/** Opens the thread of a coach and a client who come together: the one they had before, or their first. Gives its id. */
export async function openConversation(open: OpenTransaction, pair: Pair): Promise<number> {
  const [opened] = await open.tx
    .update(conversations)
    .set({ closedAt: null })
    .where(between(pair))
    .returning({ conversationId: conversations.conversationId });
  if (!opened) return createConversation(open, pair);
  open.facts.push({ name: 'membership.changed', data: { ...opened, ...pair, closed: false } });
  return opened.conversationId;
}

function between({ coachId, clientId }: Pair) {
  return and(eq(conversations.coachId, coachId), eq(conversations.clientId, clientId));
}
