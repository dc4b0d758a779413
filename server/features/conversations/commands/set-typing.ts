import type { TypingInput } from '#contract/realtime';
import type { Ctx } from '#server/kernel/context';
import { otherOf, requireWriter } from '../access.ts';

/**
 * Tells the other side that the actor is typing, or has stopped. Nothing is stored.
 * @throws AppError `not_found`, and `conflict` once the thread is closed
 */
export async function setTyping(ctx: Ctx, input: TypingInput): Promise<Record<never, never>> {
  const membership = await requireWriter(ctx, input.conversationId);
  const { userId } = ctx.actor;
  ctx.bus.publish([
    { name: 'typing.changed', data: { ...input, userId, receiverId: otherOf(membership, userId) } },
  ]);
  return {};
}
