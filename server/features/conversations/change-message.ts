import { eq } from 'drizzle-orm';
import type { ActResult } from '#contract/realtime';
import { messages } from '#server/db/schema/index';
import { isMember } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { forbidden, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { threadEnded } from './errors.ts';
import { hydrateMessages } from './hydrate.ts';
import { lockConversation } from './numbering.ts';
import type { LockedConversation } from './numbering.ts';
import { selectMessages } from './rows.ts';

type MessageRow = typeof messages.$inferSelect;

/** A message, and its thread locked: nothing about either changes until the transaction ends. */
export interface HeldMessage {
  readonly conversation: LockedConversation;
  readonly message: MessageRow;
}

/**
 * Lets an act decide and write under the lock of the message's thread. Gives the step it was; an act that gives the
 * message back as it was has changed nothing.
 * @throws AppError `not_found` for a message of somebody else's thread
 */
export async function actOnMessage(
  ctx: Ctx,
  messageId: number,
  act: (ctx: TxCtx, held: HeldMessage) => Promise<MessageRow>,
): Promise<ActResult> {
  const conversationId = await requireMessage(ctx, messageId);
  const stored = await transact(ctx, async (ctx) => {
    const conversation = await lockConversation(ctx.open.tx, conversationId);
    const [held] = await selectMessages(ctx.open.tx).where(eq(messages.messageId, messageId));
    if (!held) throw notFound('message');
    return { ...held, message: await act(ctx, { conversation, message: held.message }) };
  });
  const [message] = await hydrateMessages(executor(ctx), ctx, [stored]);
  if (!message) throw new Error('A stored message has no view');
  return { message, fromRev: message.rev - 1, rev: message.rev };
}

/**
 * The conversation of a message the actor may see.
 * @throws AppError `not_found`
 */
export async function requireMessage(ctx: Ctx, messageId: number): Promise<number> {
  const db = executor(ctx);
  const [found] = await db
    .select({ conversationId: messages.conversationId })
    .from(messages)
    .where(eq(messages.messageId, messageId));
  const membership = found && (await ctx.memberships.of(found.conversationId, ctx.open?.tx));
  if (!membership || !isMember(membership, ctx.actor.userId)) throw notFound('message');
  return membership.conversationId;
}

/**
 * Only who said something takes it back or says it differently. Cards change with what they show.
 * @throws AppError `forbidden`
 */
export function requireOwnText(ctx: Ctx, message: MessageRow): void {
  if (message.senderId !== ctx.actor.userId) throw forbidden('Only who sent a message can change it.');
  if (message.kind !== 'text') throw forbidden('A card changes only with what it shows.');
}

/** @throws AppError `conflict` once the thread is closed */
export function requireOpen({ closedAt }: LockedConversation): void {
  if (closedAt !== null) throw threadEnded();
}
