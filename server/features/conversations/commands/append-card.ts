import type { CardKind } from '#contract/cards';
import type { OpenTransaction } from '#server/kernel/context';
import { referenceValues } from '../card-reference.ts';
import { hashRequest, reusedId } from '../idempotency.ts';
import { appendMessage, lockConversation } from '../numbering.ts';

export interface NewCard {
  conversationId: number;
  kind: CardKind;
  /** The id of what the card shows. */
  referenceId: number;
  /** The person whose act made it. */
  senderId: number;
  /** The card in one plain line. */
  text: string;
  clientMessageId?: string | undefined;
  /** The parsed request that made it, so that its repetition is recognised. */
  request?: object;
}

/**
 * Posts a card into a thread, inside the transaction that makes what it shows.
 * @throws AppError `conflict` when its sender used its `clientMessageId` for something else
 */
export async function appendCard(
  open: OpenTransaction,
  card: NewCard,
  now: Date,
): Promise<{ messageId: number; seq: number; rev: number }> {
  const conversation = await lockConversation(open.tx, card.conversationId);
  const message = await appendMessage(
    open,
    conversation,
    {
      senderId: card.senderId,
      kind: card.kind,
      content: card.text,
      ...referenceValues(card.kind, card.referenceId),
      ...(card.clientMessageId !== undefined && { clientMessageId: card.clientMessageId }),
      ...(card.request && { requestHash: hashRequest(card.request) }),
    },
    now,
  );
  if (!message) throw reusedId();
  const { messageId, seq, rev } = message;
  return { messageId, seq, rev };
}
