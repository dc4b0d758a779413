import type { ReceiptInput } from '#contract/conversations';
import type { ReceiptResult } from '#contract/realtime';
import type { Ctx } from '#server/kernel/context';
import { requireMember } from '../access.ts';

/**
 * The actor's devices have received everything up to `seq`.
 * @throws AppError `not_found` for a conversation that is not the actor's
 */
export function markDelivered(ctx: Ctx, input: ReceiptInput): Promise<ReceiptResult> {
  return moveWatermark(ctx, input, { delivered: input.seq, read: 0 });
}

/**
 * The actor has seen everything up to `seq`; reading implies delivery.
 * @throws AppError `not_found` for a conversation that is not the actor's
 */
export function markRead(ctx: Ctx, input: ReceiptInput): Promise<ReceiptResult> {
  return moveWatermark(ctx, input, { delivered: input.seq, read: input.seq });
}

async function moveWatermark(
  ctx: Ctx,
  { conversationId }: ReceiptInput,
  marks: { delivered: number; read: number },
): Promise<ReceiptResult> {
  const membership = await requireMember(ctx, conversationId);
  const { userId } = ctx.actor;
  return ctx.receipts.move({ membership, userId, ...marks, askingSocket: ctx.askingSocket });
}
