import { conversationMembers, conversations } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';

/** Opens the one thread of a coach and a client, inside the transaction that brings them together. Gives its id. */
export async function createConversation(
  open: OpenTransaction,
  pair: { coachId: number; clientId: number },
): Promise<number> {
  const [made] = await open.tx
    .insert(conversations)
    .values(pair)
    .returning({ conversationId: conversations.conversationId });
  if (!made) throw new Error('An insert returned no row');
  const { conversationId } = made;
  await open.tx.insert(conversationMembers).values([
    { conversationId, userId: pair.coachId },
    { conversationId, userId: pair.clientId },
  ]);
  open.facts.push({ name: 'conversation.created', data: { conversationId, ...pair } });
  return conversationId;
}
