import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { CheckInView, ReviewCheckInInput } from '#contract/check-ins';
import type { MessageView } from '#contract/conversations';
import { checkIns, messages } from '#server/db/schema/index';
import { cardMessage, messageView, sendMessage, touchCard } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { requireOwnClients } from '../access.ts';
import { checkInView } from '../queries.ts';

interface Reviewed {
  checkIn: CheckInView;
  message?: MessageView;
}

/**
 * Marks a client's check-in as reviewed, once; a reply is sent into the thread and quotes the card. The same request
 * id with the same reply again gives the first result.
 * @throws AppError `forbidden` for a client, `not_found` for a check-in of somebody else's client,
 * `conflict` when it was reviewed already
 */
export async function reviewCheckIn(
  ctx: Ctx,
  checkInId: number,
  input: ReviewCheckInInput,
): Promise<Reviewed> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const replyId = await transact(ctx, (ctx) => review(ctx, checkInId, input));
  const checkIn = await checkInView(ctx.db, checkInId);
  return replyId === undefined ? { checkIn } : { checkIn, message: await messageView(ctx, replyId) };
}

/** Gives the id of the reply's message, if there is one. */
async function review(ctx: TxCtx, checkInId: number, input: ReviewCheckInInput): Promise<number | undefined> {
  await requireOwnClients(ctx, checkInId);
  const [reviewed] = await ctx.open.tx
    .update(checkIns)
    .set({ reviewedAt: ctx.clock.now(), reviewedBy: ctx.actor.userId })
    .where(and(eq(checkIns.checkInId, checkInId), isNull(checkIns.reviewedAt)))
    .returning({ checkInId: checkIns.checkInId });
  if (!reviewed) return replayedReply(ctx, checkInId, input);
  const replyId = await sendReply(ctx, checkInId, input);
  if (replyId !== undefined) {
    await ctx.open.tx
      .update(checkIns)
      .set({ reviewMessageId: replyId })
      .where(eq(checkIns.checkInId, checkInId));
  }
  await touchCard(ctx.open, 'check_in', checkInId);
  return replyId;
}

async function sendReply(
  ctx: TxCtx,
  checkInId: number,
  input: ReviewCheckInInput,
): Promise<number | undefined> {
  if (!input.reply) return undefined;
  const card = await cardMessage(ctx.open.tx, 'check_in', checkInId);
  if (!card) throw notFound('check-in');
  const { message } = await sendMessage(ctx, {
    conversationId: card.conversationId,
    clientMessageId: input.clientRequestId ?? randomUUID(),
    text: input.reply,
    replyToSeq: card.seq,
  });
  return message.id;
}

/** Sending the reply again finds the first one, and refuses another text under its id. */
async function replayedReply(
  ctx: TxCtx,
  checkInId: number,
  input: ReviewCheckInInput,
): Promise<number | undefined> {
  const [first] = await ctx.open.tx
    .select({ clientMessageId: messages.clientMessageId, senderId: messages.senderId })
    .from(checkIns)
    .innerJoin(messages, eq(messages.messageId, checkIns.reviewMessageId))
    .where(eq(checkIns.checkInId, checkInId));
  const sameRequest =
    input.clientRequestId !== undefined &&
    first?.clientMessageId === input.clientRequestId &&
    first.senderId === ctx.actor.userId;
  if (!sameRequest || !input.reply) throw conflict('This check-in has already been reviewed.');
  return sendReply(ctx, checkInId, input);
}
