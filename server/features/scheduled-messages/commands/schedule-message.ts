import { randomUUID } from 'node:crypto';
import { and, count, eq } from 'drizzle-orm';
import { MAX_SCHEDULED } from '#contract/scheduled-messages';
import type { ScheduledView, ScheduleMessageInput } from '#contract/scheduled-messages';
import { scheduledMessages, users } from '#server/db/schema/index';
import { hashRequest, requireMember } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { createOnce } from '#server/kernel/create-once';
import { conflict } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { checkedMoment, requireQuoted } from '../checks.ts';
import { presentScheduled } from '../present.ts';
import { openRows, ownRows, type ScheduledRow } from '../rows.ts';
import { tellScheduled } from '../tell.ts';

interface Scheduled {
  scheduled: ScheduledView;
  /** False when an earlier request with this id made it. */
  created: boolean;
}

/**
 * Keeps a message of the coach's until its moment comes, once for every `clientRequestId`, under which it will be sent.
 * @throws AppError `forbidden` for a client, `not_found` for a thread that is not the actor's, `invalid_input` for a
 * moment too near or too far, a quote of nothing and media that are not the actor's to send, `conflict` for an id used for something else, or too many that wait
 */
export async function scheduleMessage(
  ctx: Ctx,
  conversationId: number,
  input: ScheduleMessageInput,
): Promise<Scheduled> {
  requireRole(ctx, 'COACH', 'ADMIN');
  await requireMember(ctx, conversationId);
  const requestHash = hashRequest({ ...input, conversationId });
  const { made, created } = await createOnce(
    () => replay(ctx, input.clientRequestId, requestHash),
    () => transact(ctx, (ctx) => store(ctx, conversationId, { ...input, requestHash })),
  );
  const [scheduled] = await presentScheduled(ctx, [made]);
  if (!scheduled) throw new Error('A stored row has no view');
  return { scheduled, created };
}

async function replay(
  ctx: Ctx,
  clientRequestId: string | undefined,
  requestHash: string,
): Promise<ScheduledRow | undefined> {
  if (clientRequestId === undefined) return undefined;
  const [earlier] = await executor(ctx)
    .select()
    .from(scheduledMessages)
    .where(and(ownRows(ctx), eq(scheduledMessages.clientMessageId, clientRequestId)));
  if (earlier && earlier.requestHash !== requestHash) throw reusedId();
  return earlier;
}

async function store(
  ctx: TxCtx,
  conversationId: number,
  input: ScheduleMessageInput & { requestHash: string },
): Promise<ScheduledRow> {
  const sendAt = checkedMoment(input.sendAt, ctx.clock.now());
  await requireQuoted(ctx, conversationId, input.replyToSeq);
  await requireRoom(ctx, conversationId);
  const { senderId, clientMessageId } = scheduledMessages;
  const [row] = await ctx.open.tx
    .insert(scheduledMessages)
    .values({
      conversationId,
      senderId: ctx.actor.userId,
      content: input.text,
      replyToSeq: input.replyToSeq ?? null,
      sendAt,
      timeZone: input.timeZone,
      clientMessageId: input.clientRequestId ?? randomUUID(),
      requestHash: input.requestHash,
      createdAt: ctx.clock.now(),
    })
    .onConflictDoNothing({ target: [senderId, clientMessageId] })
    .returning();
  if (!row) throw reusedId();
  if (input.mediaIds) {
    await ctx.attachments.claim(ctx, { scheduledMessageId: row.scheduledMessageId }, input.mediaIds);
  }
  tellScheduled(ctx.open, row);
  return row;
}

async function requireRoom(ctx: TxCtx, conversationId: number): Promise<void> {
  // One at a time for each person, so that two at once do not both find the last place.
  await ctx.open.tx
    .select({ userId: users.userId })
    .from(users)
    .where(eq(users.userId, ctx.actor.userId))
    .for('no key update');
  const [waiting] = await ctx.open.tx
    .select({ count: count() })
    .from(scheduledMessages)
    .where(and(ownRows(ctx), openRows, eq(scheduledMessages.conversationId, conversationId)));
  if ((waiting?.count ?? 0) >= MAX_SCHEDULED) {
    throw conflict(`${MAX_SCHEDULED} messages wait in this thread already. Cancel one first.`);
  }
}

const reusedId = () => conflict('This id was already used for something else.');
