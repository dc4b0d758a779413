import type { TypingInput } from '#contract/realtime';
import type { Ctx } from '#server/kernel/context';
import { otherOf, requireMember } from '../access.ts';

/** Tells the other side that the actor is typing, or has stopped. Nothing is stored. */
export async function setTyping(ctx: Ctx, input: TypingInput): Promise<Record<never, never>> {
  const membership = await requireMember(ctx, input.conversationId);
  const { userId } = ctx.actor;
  ctx.bus.publish([
    { name: 'typing.changed', data: { ...input, userId, receiverId: otherOf(membership, userId) } },
  ]);
  return {};
}
