import { eq } from 'drizzle-orm';
import type { DeleteMessageInput } from '#contract/message-acts';
import type { ActResult } from '#contract/realtime';
import { DELETED_LINE } from '#contract/rules/deleted';
import { messageReactions, messageVersions } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import type { Tx } from '#server/platform/postgres';
import { actOnMessage, requireOpen, requireOwnText } from '../change-message.ts';
import { changeMessage } from '../numbering.ts';

/**
 * Takes back an own text message, however old: its row stays as a trace, all that it said and carried goes. Deleting
 * twice changes nothing.
 * @throws AppError `not_found` for a message of somebody else's thread, `forbidden` for the other's and for cards,
 * `conflict` when the thread is closed
 */
export function deleteMessage(ctx: Ctx, { messageId }: DeleteMessageInput): Promise<ActResult> {
  return actOnMessage(ctx, messageId, async (ctx, { conversation, message }) => {
    requireOwnText(ctx, message);
    if (message.deletedAt !== null) return message;
    requireOpen(conversation);
    if (message.attachmentCount > 0) await ctx.attachments.release(ctx.open, { messageId }, ctx.clock.now());
    await forget(ctx.open.tx, messageId);
    const change = { content: '', deletedAt: ctx.clock.now(), attachmentCount: 0, reactionCount: 0 };
    return changeMessage(ctx.open, conversation, message, change, DELETED_LINE);
  });
}

async function forget(tx: Tx, messageId: number): Promise<void> {
  await tx.delete(messageVersions).where(eq(messageVersions.messageId, messageId));
  await tx.delete(messageReactions).where(eq(messageReactions.messageId, messageId));
}
