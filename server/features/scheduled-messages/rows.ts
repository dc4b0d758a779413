import { and, eq, exists, inArray, isNull, sql } from 'drizzle-orm';
import { conversations, scheduledMessages } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';

export type ScheduledRow = typeof scheduledMessages.$inferSelect;

/** The rows of the actor: nobody else ever sees one. */
export function ownRows(ctx: Ctx) {
  return eq(scheduledMessages.senderId, ctx.actor.userId);
}

export function ownRow(ctx: Ctx, scheduledId: number) {
  return and(ownRows(ctx), eq(scheduledMessages.scheduledMessageId, scheduledId));
}

/** Rows that wait, or could not be sent: what there is still something to do about. */
export const openRows = inArray(scheduledMessages.status, ['scheduled', 'failed']);

/** Rows whose thread is still the sender's. */
export function inOpenThread(ctx: Ctx) {
  const { conversationId, coachId, closedAt } = conversations;
  return exists(
    executor(ctx)
      .select({ one: sql`1` })
      .from(conversations)
      .where(
        and(
          eq(conversationId, scheduledMessages.conversationId),
          eq(coachId, scheduledMessages.senderId),
          isNull(closedAt),
        ),
      ),
  );
}
