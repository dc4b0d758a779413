import { asc, inArray } from 'drizzle-orm';
import type { MessageView } from '#contract/conversations';
import type { ConversationChange } from '#contract/realtime';
import { messages } from '#server/db/schema/index';
import type { Services } from '#server/kernel/context';
import type { FactMap } from '#server/kernel/facts';
import { snapshot } from '#server/kernel/transaction';
import { hydrateMessages } from '../hydrate.ts';
import { selectMessages } from '../rows.ts';
import type { ShownMessage } from '../rows.ts';
import { membersOf, selectConversations } from './conversation-rows.ts';
import { conversations } from '#server/db/schema/index';
import { eq } from 'drizzle-orm';

/** More messages, or UTF-16 units of what they say, than one frame carries: about what a slow reader may owe. */
const MOST_MESSAGES = 200;
const MOST_TEXT = 400_000;

/**
 * A step of a conversation as every member gets it, with its messages in their present state. Undefined when that is more
 * than one frame carries: whoever syncs gets it piece by piece.
 */
export async function readChange(
  services: Services,
  fact: FactMap['conversation.changed'],
): Promise<ConversationChange | undefined> {
  if (fact.messageIds.length > MOST_MESSAGES) return undefined;
  return snapshot(services, async (tx) => {
    const [row] = await selectConversations(tx).where(eq(conversations.conversationId, fact.conversationId));
    if (!row) throw new Error('A changed conversation is not there');
    const stored = await selectMessages(tx)
      .where(inArray(messages.messageId, fact.messageIds))
      .orderBy(asc(messages.seq));
    if (textOf(stored) > MOST_TEXT) return undefined;
    return {
      conversationId: fact.conversationId,
      fromRev: fact.fromRev,
      rev: fact.rev,
      lastSeq: lastSeqAt(fact.rev, row.conversation, stored),
      messages: await hydrateMessages(tx, services, stored),
      members: membersOf(row),
    };
  });
}

function textOf(stored: readonly ShownMessage[]): number {
  return stored.reduce(
    (sum, { message, quoted }) => sum + message.content.length + (quoted?.content.length ?? 0),
    0,
  );
}

/**
 * The newest message of a step. What was written since the step belongs to the next one: whoever heard of it here would
 * no longer count it as new there.
 */
function lastSeqAt(
  rev: number,
  now: { rev: number; lastSeq: number },
  stored: readonly { message: { seq: number } }[],
): number {
  return now.rev === rev ? now.lastSeq : (stored.at(-1)?.message.seq ?? 0);
}

/** One message as it is now. */
export async function messageView(services: Services, messageId: number): Promise<MessageView> {
  const stored = await selectMessages(services.db).where(eq(messages.messageId, messageId));
  const [view] = await hydrateMessages(services.db, services, stored);
  if (!view) throw new Error('A stored message has no view');
  return view;
}
