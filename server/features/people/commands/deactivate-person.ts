import { and, eq, isNull } from 'drizzle-orm';
import type { AccountView } from '#contract/people';
import { users } from '#server/db/schema/index';
import { endAllSessions } from '#server/features/auth/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { lockAdmins, requireAnotherAdmin } from '../admins.ts';
import { accountOf } from '../queries.ts';

/**
 * Keeps a person out until they are reactivated: their sessions end at once, they cannot log in or reset a password, and
 * the links of their invitations open nothing. What they wrote and who belongs to them stays. Again changes nothing.
 * @throws AppError `forbidden` for all but admins, `not_found`, `conflict` for the last active admin
 */
export async function deactivatePerson(ctx: Ctx, personId: number): Promise<AccountView> {
  requireRole(ctx, 'ADMIN');
  return transact(ctx, async (ctx) => {
    requireAnotherAdmin(await lockAdmins(ctx), personId);
    const [deactivated] = await ctx.open.tx
      .update(users)
      .set({ deactivatedAt: ctx.clock.now(), resetPasswordToken: null, resetPasswordExpires: null })
      .where(and(eq(users.userId, personId), isNull(users.deactivatedAt)))
      .returning({ userId: users.userId });
    if (deactivated) await endAllSessions(ctx.open, personId, 'deactivated');
    return accountOf(ctx, personId);
  });
}
