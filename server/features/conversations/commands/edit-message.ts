import { count, eq } from 'drizzle-orm';
import { attachmentsLine } from '#contract/attachments-line';
import { MAX_EDITS } from '#contract/message-acts';
import type { EditMessageInput } from '#contract/message-acts';
import type { ActResult } from '#contract/realtime';
import { isEditable } from '#contract/rules/editing';
import { messageVersions } from '#server/db/schema/index';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict, invalidInput } from '#server/kernel/errors';
import { actOnMessage, requireOpen, requireOwnText } from '../change-message.ts';
import type { HeldMessage } from '../change-message.ts';
import { changeMessage } from '../numbering.ts';

/**
 * Gives an own text message another text and keeps what it said. The text it has already changes nothing.
 * @throws AppError `not_found` for a message of somebody else's thread, `forbidden` for the other's and for cards,
 * `invalid_input` for an empty text without attachments, `conflict` when it is deleted, older than 24 hours or edited too
 * often, or the thread is closed
 */
export function editMessage(ctx: Ctx, { messageId, text }: EditMessageInput): Promise<ActResult> {
  return actOnMessage(ctx, messageId, async (ctx, held) => {
    requireOwnText(ctx, held.message);
    if (held.message.deletedAt !== null) throw conflict('This message was deleted.');
    if (held.message.content === text) return held.message;
    if (text === '' && held.message.attachmentCount === 0) throw invalidInput('text', 'must not be empty');
    requireOpen(held.conversation);
    const now = ctx.clock.now();
    requireRecent(held, now);
    await keepVersion(ctx, held);
    const line = text === '' ? await lineOfAttachments(ctx, messageId) : text;
    return changeMessage(ctx.open, held.conversation, held.message, { content: text, editedAt: now }, line);
  });
}

async function lineOfAttachments(ctx: TxCtx, messageId: number): Promise<string> {
  const carried = await ctx.attachments.of(ctx.open.tx, 'messageId', [messageId]);
  return attachmentsLine(carried.get(messageId) ?? []);
}

function requireRecent({ message }: HeldMessage, now: Date): void {
  if (!isEditable(message.createdAt, now))
    throw conflict('A message can be edited for 24 hours after it was sent.');
}

async function keepVersion({ open: { tx } }: TxCtx, { message }: HeldMessage): Promise<void> {
  const { messageId, content, editedAt, createdAt } = message;
  const [kept] = await tx
    .select({ edits: count() })
    .from(messageVersions)
    .where(eq(messageVersions.messageId, messageId));
  if ((kept?.edits ?? 0) >= MAX_EDITS) throw conflict(`A message can be edited ${MAX_EDITS} times.`);
  await tx.insert(messageVersions).values({ messageId, content, writtenAt: editedAt ?? createdAt });
}
