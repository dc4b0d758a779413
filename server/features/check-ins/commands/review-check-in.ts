import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { CheckInView, ReviewCheckInInput } from '#contract/check-ins';
import type { MessageView } from '#contract/conversations';
import { checkIns } from '#server/db/schema/index';
import {
  cardMessage,
  conversationOf,
  messageView,
  sendMessage,
  touchCard,
} from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { requireCoachOfCheckIn } from '../access.ts';
import { checkInView } from '../queries.ts';

interface Which {
  checkInId: number;
  clientId: number;
}

interface Reviewed {
  checkIn: CheckInView;
  message?: MessageView;
}

/**
 * Marks a client's check-in as reviewed, once; a reply is sent into the present thread and quotes the card, if that
 * lies there. The same request again, known by its id, gives the first result.
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
  const which = await requireCoachOfCheckIn(ctx, checkInId);
  const [reviewed] = await ctx.open.tx
    .update(checkIns)
    .set({
      reviewedAt: ctx.clock.now(),
      reviewedBy: ctx.actor.userId,
      reviewRequestId: input.clientRequestId ?? null,
    })
    .where(and(eq(checkIns.checkInId, checkInId), isNull(checkIns.reviewedAt)))
    .returning({ checkInId: checkIns.checkInId });
  if (!reviewed) return replayedReply(ctx, which, input);
  const replyId = await sendReply(ctx, which, input);
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
  { checkInId, clientId }: Which,
  input: ReviewCheckInInput,
): Promise<number | undefined> {
  if (!input.reply) return undefined;
  const card = await cardMessage(ctx.open.tx, 'check_in', checkInId);
  if (!card) throw notFound('check-in');
  const { conversationId } = await conversationOf(ctx, clientId, 'check-in');
  const { message } = await sendMessage(ctx, {
    conversationId,
    clientMessageId: input.clientRequestId ?? randomUUID(),
    text: input.reply,
    // A card that was posted to a former coach lies in another thread, where it cannot be quoted from.
    ...(card.conversationId === conversationId && { replyToSeq: card.seq }),
  });
  return message.id;
}

/** The first answer again for the request that reviewed it; its reply's text is compared where it is sent. */
async function replayedReply(
  ctx: TxCtx,
  which: Which,
  input: ReviewCheckInInput,
): Promise<number | undefined> {
  if (input.clientRequestId === undefined) throw reviewedAlready();
  const { reviewedBy, reviewRequestId, reviewMessageId } = checkIns;
  const [first] = await ctx.open.tx
    .select({ replyId: reviewMessageId })
    .from(checkIns)
    .where(
      and(
        eq(checkIns.checkInId, which.checkInId),
        eq(reviewRequestId, input.clientRequestId),
        eq(reviewedBy, ctx.actor.userId),
      ),
    );
  const replied = first?.replyId != null;
  if (!first || replied !== Boolean(input.reply)) throw reviewedAlready();
  return sendReply(ctx, which, input);
}

const reviewedAlready = () => conflict('This check-in has already been reviewed.');
