import { and } from 'drizzle-orm';
import { scheduledMessages } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { openRows, ownRow } from '../rows.ts';
import { tellScheduled } from '../tell.ts';
import { noLongerOpen } from '../too-late.ts';

/**
 * Takes back a message that waits or failed, also where the thread is no longer the actor's. Its text is forgotten, and
 * what it carried is free like an upload that was never sent: whoever thinks better of it can schedule that again.
 * @throws AppError `forbidden` for a client, `not_found`, `conflict` once it is sent
 */
export async function cancelScheduled(ctx: Ctx, scheduledId: number): Promise<void> {
  requireRole(ctx, 'COACH', 'ADMIN');
  await transact(ctx, async (ctx) => {
    const [row] = await ctx.open.tx
      .update(scheduledMessages)
      .set({ status: 'cancelled', failure: null, content: '' })
      .where(and(ownRow(ctx, scheduledId), openRows))
      .returning();
    if (!row) throw await noLongerOpen(ctx, scheduledId);
    await ctx.attachments.setFree(ctx.open, { scheduledMessageId: scheduledId }, ctx.clock.now());
    tellScheduled(ctx.open, row);
  });
}
