import { and, countDistinct, eq, ne } from 'drizzle-orm';
import { MAX_REACTIONS } from '#contract/message-acts';
import type { ReactionInput } from '#contract/message-acts';
import type { ActResult } from '#contract/realtime';
import { messageReactions } from '#server/db/schema/index';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict } from '#server/kernel/errors';
import { actOnMessage, requireOpen } from '../change-message.ts';
import { changeMessage } from '../numbering.ts';

/**
 * Puts the actor's emoji under a message, or takes it away. What is already so changes nothing.
 * @throws AppError `not_found` for a message of somebody else's thread, `conflict` when the message is deleted, has too
 * many different ones, or the thread is closed
 */
export function setReaction(ctx: Ctx, input: ReactionInput): Promise<ActResult> {
  return actOnMessage(ctx, input.messageId, async (ctx, { conversation, message }) => {
    requireOpen(conversation);
    if (message.deletedAt !== null) throw conflict('This message was deleted.');
    const changed = input.on ? await put(ctx, input) : await take(ctx, input);
    if (!changed) return message;
    const reactionCount = message.reactionCount + (input.on ? 1 : -1);
    return changeMessage(ctx.open, conversation, message, { reactionCount });
  });
}

async function put(ctx: TxCtx, { messageId, emoji }: ReactionInput): Promise<boolean> {
  const { tx } = ctx.open;
  const stored = await tx
    .insert(messageReactions)
    .values({ messageId, emoji, userId: ctx.actor.userId, createdAt: ctx.clock.now() })
    .onConflictDoNothing()
    .returning({ emoji: messageReactions.emoji });
  if (stored.length === 0) return false;
  const [others] = await tx
    .select({ emojis: countDistinct(messageReactions.emoji) })
    .from(messageReactions)
    .where(and(eq(messageReactions.messageId, messageId), ne(messageReactions.emoji, emoji)));
  if ((others?.emojis ?? 0) >= MAX_REACTIONS)
    throw conflict(`There are ${MAX_REACTIONS} different emoji under this message already.`);
  return true;
}

async function take(ctx: TxCtx, { messageId, emoji }: ReactionInput): Promise<boolean> {
  const taken = await ctx.open.tx
    .delete(messageReactions)
    .where(
      and(
        eq(messageReactions.messageId, messageId),
        eq(messageReactions.emoji, emoji),
        eq(messageReactions.userId, ctx.actor.userId),
      ),
    )
    .returning({ emoji: messageReactions.emoji });
  return taken.length > 0;
}
