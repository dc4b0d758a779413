import type { AccountView } from '#contract/people';
import { endAllSessions } from '#server/features/auth/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { lockAdmins } from '../admins.ts';
import { accountOf } from '../queries.ts';

/**
 * Logs a person out of every device, at once; they can log in again.
 * @throws AppError `forbidden` for all but admins, `not_found`
 */
export async function endSessionsOf(ctx: Ctx, personId: number): Promise<AccountView> {
  requireRole(ctx, 'ADMIN');
  return transact(ctx, async (ctx) => {
    await lockAdmins(ctx);
    await endAllSessions(ctx.open, personId, 'ended');
    return accountOf(ctx, personId);
  });
}
