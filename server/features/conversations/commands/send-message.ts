import { and, eq } from 'drizzle-orm';
import type { SendMessageInput } from '#contract/conversations';
import type { SendResult } from '#contract/realtime';
import { messages } from '#server/db/schema/index';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { invalidInput } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { isUniqueViolation } from '#server/platform/postgres-errors';
import { requireMember } from '../access.ts';
import { hydrateMessages } from '../hydrate.ts';
import { hashRequest, reusedId, sentBefore } from '../idempotency.ts';
import { appendMessage, lockConversation } from '../numbering.ts';
import type { StoredMessage } from '../rows.ts';
import { selectMessages } from '../rows.ts';

/**
 * Stores a text message, once for every `clientMessageId`. Joins an outer transaction.
 * @throws AppError `not_found` for a conversation that is not the actor's, `invalid_input` for a quote of nothing,
 * `conflict` when the id was first sent with something else
 */
export async function sendMessage(ctx: Ctx, input: SendMessageInput): Promise<SendResult> {
  await requireMember(ctx, input.conversationId);
  try {
    const { stored, duplicate } = await transact(ctx, (ctx) => storeOnce(ctx, input));
    const [message] = await hydrateMessages(ctx.open?.tx ?? ctx.db, ctx.cards, [stored]);
    if (!message) throw new Error('A stored message has no view');
    return { message, duplicate, fromRev: message.rev - 1, rev: message.rev };
  } catch (error) {
    // Only the same id in another conversation gets past the lock on this one.
    if (isUniqueViolation(error, 'messages_sender_id_client_message_id_unique')) throw reusedId();
    throw error;
  }
}

async function storeOnce(
  ctx: TxCtx,
  input: SendMessageInput,
): Promise<{ stored: StoredMessage; duplicate: boolean }> {
  const { tx } = ctx.open;
  const conversation = await lockConversation(tx, input.conversationId);
  const earlier = await sentBefore(ctx, input.clientMessageId, input);
  if (earlier) {
    const [stored] = await selectMessages(tx).where(eq(messages.messageId, earlier.messageId));
    if (!stored) throw new Error('A message vanished under a lock');
    return { stored, duplicate: true };
  }
  const quoted = await findQuoted(ctx, input);
  const message = await appendMessage(
    ctx.open,
    conversation,
    {
      senderId: ctx.actor.userId,
      clientMessageId: input.clientMessageId,
      requestHash: hashRequest(input),
      content: input.text,
      replyToSeq: input.replyToSeq ?? null,
    },
    ctx.clock.now(),
  );
  ctx.open.facts.push({
    name: 'message.sent',
    data: { messageId: message.messageId, senderId: message.senderId },
  });
  return { stored: { message, quoted }, duplicate: false };
}

async function findQuoted(ctx: TxCtx, input: SendMessageInput): Promise<StoredMessage['quoted']> {
  if (input.replyToSeq === undefined) return null;
  const [quoted] = await ctx.open.tx
    .select({ seq: messages.seq, senderId: messages.senderId, content: messages.content })
    .from(messages)
    .where(and(eq(messages.conversationId, input.conversationId), eq(messages.seq, input.replyToSeq)));
  if (!quoted) throw invalidInput('replyToSeq', 'names no message of this conversation');
  return quoted;
}
