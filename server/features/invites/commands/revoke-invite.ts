import { and, eq } from 'drizzle-orm';
import { inviteTokens } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { isOpen } from '../rows.ts';

/**
 * Makes the link of one of the actor's own open invitations worthless.
 * @throws AppError `forbidden` for clients; `not_found` when it is not theirs, or accepted or revoked already
 */
export async function revokeInvite(ctx: Ctx, inviteId: number): Promise<void> {
  requireRole(ctx, 'COACH', 'ADMIN');
  await transact(ctx, async ({ open, actor, clock }) => {
    const revoked = await open.tx
      .update(inviteTokens)
      .set({ revokedAt: clock.now() })
      .where(and(eq(inviteTokens.id, inviteId), eq(inviteTokens.coachId, actor.userId), isOpen))
      .returning({ id: inviteTokens.id });
    if (revoked.length === 0) throw notFound('invitation');
  });
}
