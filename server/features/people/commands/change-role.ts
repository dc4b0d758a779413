import { and, eq, inArray, ne } from 'drizzle-orm';
import { STAFF_ROLES } from '#contract/enums';
import type { AccountView, ChangeRoleInput } from '#contract/people';
import { users } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { conflict } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { lockAdmins, requireAnotherAdmin } from '../admins.ts';
import { accountOf } from '../queries.ts';

/**
 * Makes a coach an admin, or an admin a coach; they keep their clients and their sessions. It counts from the next
 * thing they ask for. The same role again changes nothing.
 * @throws AppError `forbidden` for all but admins, `not_found`, `conflict` for a client and for the last active admin
 */
export async function changeRole(ctx: Ctx, personId: number, input: ChangeRoleInput): Promise<AccountView> {
  requireRole(ctx, 'ADMIN');
  return transact(ctx, async (ctx) => {
    const admins = await lockAdmins(ctx);
    if (input.role !== 'ADMIN') requireAnotherAdmin(admins, personId);
    const [changed] = await ctx.open.tx
      .update(users)
      .set(input)
      .where(
        and(eq(users.userId, personId), inArray(users.role, [...STAFF_ROLES]), ne(users.role, input.role)),
      )
      .returning({ userId: users.userId });
    if (changed) ctx.open.facts.push({ name: 'actor.changed', data: changed });
    const person = await accountOf(ctx, personId);
    if (person.role !== input.role) throw conflict('A client stays a client.');
    return person;
  });
}
