import { eq } from 'drizzle-orm';
import type { CardKind } from '#contract/cards';
import { messages } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';
import type { Executor } from '#server/platform/postgres';
import { referenceColumn } from '../card-reference.ts';
import { renumberMessage } from '../numbering.ts';

export interface CardMessage {
  messageId: number;
  conversationId: number;
  seq: number;
}

/** The message that shows a thing; undefined while the thing has no card. */
export async function cardMessage(
  db: Executor,
  kind: CardKind,
  referenceId: number,
): Promise<CardMessage | undefined> {
  const [message] = await db
    .select({ messageId: messages.messageId, conversationId: messages.conversationId, seq: messages.seq })
    .from(messages)
    .where(eq(referenceColumn(kind), referenceId));
  return message;
}

/**
 * Tells the thread that what a card shows has changed, inside the transaction that changed it. `text` is the card's
 * new line, where that changed as well.
 */
export async function touchCard(
  open: OpenTransaction,
  kind: CardKind,
  referenceId: number,
  text?: string,
): Promise<void> {
  const message = await cardMessage(open.tx, kind, referenceId);
  if (message) await renumberMessage(open, message, text);
}
