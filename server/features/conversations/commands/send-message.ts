import { eq } from 'drizzle-orm';
import { attachmentsLine } from '#contract/attachments-line';
import type { MessageView, SendMessageInput } from '#contract/conversations';
import type { SendResult } from '#contract/realtime';
import { messages } from '#server/db/schema/index';
import type { Membership } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx, TxCtx } from '#server/kernel/context';
import type { AppError } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { requireMember } from '../access.ts';
import { threadEnded } from '../errors.ts';
import { hydrateMessages } from '../hydrate.ts';
import { hashRequest, sentBefore } from '../idempotency.ts';
import { appendMessage, lockConversation, setPreview } from '../numbering.ts';
import { findQuoted, isQuotedEnough, quotedEnough } from '../quoting.ts';
import type { StoredMessage } from '../rows.ts';
import { selectMessages } from '../rows.ts';

/**
 * Stores a message, once for every `clientMessageId`. Joins an outer transaction.
 * @throws AppError `not_found` for a conversation that is not the actor's, `invalid_input` for a quote of nothing or for
 * media that are not the actor's to send, `conflict` when the id was first sent with something else, what it quotes is
 * quoted often enough, or the thread is closed
 */
export async function sendMessage(ctx: Ctx, input: SendMessageInput): Promise<SendResult> {
  const membership = await requireMember(ctx, input.conversationId);
  const { message, duplicate } = isPlain(ctx, input)
    ? await storeGathered(ctx, membership, input)
    : await storeAlone(ctx, input);
  return { message, duplicate, fromRev: message.rev - 1, rev: message.rev };
}

/** A quote and media have to be looked up, and an outer transaction joined: they take the way of their own. */
function isPlain(ctx: Ctx, input: SendMessageInput): boolean {
  return ctx.open === undefined && input.replyToSeq === undefined && input.mediaIds === undefined;
}

function storeGathered(
  ctx: Ctx,
  membership: Membership,
  input: SendMessageInput,
): Promise<{ message: MessageView; duplicate: boolean }> {
  return ctx.plainSends.store({
    membership,
    senderId: ctx.actor.userId,
    clientMessageId: input.clientMessageId,
    requestHash: hashRequest(input),
    text: input.text,
    askingSocket: ctx.askingSocket,
  });
}

async function storeAlone(
  ctx: Ctx,
  input: SendMessageInput,
): Promise<{ message: MessageView; duplicate: boolean }> {
  const { stored, duplicate } = await transact(ctx, (ctx) => storeOnce(ctx, input));
  const [message] = await hydrateMessages(executor(ctx), ctx, [stored]);
  if (!message) throw new Error('A stored message has no view');
  return { message, duplicate };
}

async function storeOnce(
  ctx: TxCtx,
  input: SendMessageInput,
): Promise<{ stored: StoredMessage; duplicate: boolean }> {
  const { conversationId, replyToSeq } = input;
  const conversation = await lockConversation(ctx.open.tx, conversationId);
  if (conversation.closedAt !== null) return replayOnly(ctx, input, threadEnded);
  const quoted = replyToSeq === undefined ? null : await findQuoted(ctx, conversationId, replyToSeq);
  if (quoted && (await isQuotedEnough(ctx, conversationId, quoted.seq))) {
    return replayOnly(ctx, input, quotedEnough);
  }
  const message = await appendMessage(
    ctx.open,
    conversation,
    {
      senderId: ctx.actor.userId,
      clientMessageId: input.clientMessageId,
      requestHash: hashRequest(input),
      content: input.text,
      replyToSeq: replyToSeq ?? null,
      attachmentCount: input.mediaIds?.length ?? 0,
    },
    ctx.clock.now(),
  );
  if (!message) return { stored: await readSentBefore(ctx, input), duplicate: true };
  if (input.mediaIds) await attach(ctx, message, input.mediaIds);
  ctx.open.facts.push({
    name: 'message.sent',
    data: { messageId: message.messageId, senderId: message.senderId },
  });
  return { stored: { message, quoted }, duplicate: false };
}

/** Claims what the message carries, which the inbox names where there is no text. */
async function attach(
  ctx: TxCtx,
  message: StoredMessage['message'],
  mediaIds: readonly number[],
): Promise<void> {
  const carried = await ctx.attachments.claim(ctx, { messageId: message.messageId }, mediaIds);
  if (message.content === '') await setPreview(ctx.open, message.conversationId, attachmentsLine(carried));
}

/** Nothing new goes in here, but what was stored before is still acknowledged. */
async function replayOnly(
  ctx: TxCtx,
  input: SendMessageInput,
  refusal: () => AppError,
): Promise<{ stored: StoredMessage; duplicate: boolean }> {
  if (!(await sentBefore(ctx, input.clientMessageId, input))) throw refusal();
  return { stored: await readSentBefore(ctx, input), duplicate: true };
}

async function readSentBefore(ctx: TxCtx, input: SendMessageInput): Promise<StoredMessage> {
  const earlier = await sentBefore(ctx, input.clientMessageId, input);
  const [stored] = await selectMessages(ctx.open.tx).where(eq(messages.messageId, earlier?.messageId ?? 0));
  if (!stored) throw new Error('A message whose id is taken is not there');
  return stored;
}
