import { eq } from 'drizzle-orm';
import type { AccountView } from '#contract/people';
import { users } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { lockAdmins } from '../admins.ts';
import { accountOf } from '../queries.ts';

/**
 * Lets a deactivated person log in again, with the password they had; sessions that ended stay so. Again changes nothing.
 * @throws AppError `forbidden` for all but admins, `not_found`
 */
export async function reactivatePerson(ctx: Ctx, personId: number): Promise<AccountView> {
  requireRole(ctx, 'ADMIN');
  return transact(ctx, async (ctx) => {
    await lockAdmins(ctx);
    await ctx.open.tx.update(users).set({ deactivatedAt: null }).where(eq(users.userId, personId));
    return accountOf(ctx, personId);
  });
}
