import { and, asc, eq, isNull } from 'drizzle-orm';
import { users } from '#server/db/schema/index';
import type { TxCtx } from '#server/kernel/context';
import { conflict, forbidden } from '#server/kernel/errors';

/**
 * Lets only somebody pass who is an admin at this moment, and keeps every admin as they are until the transaction ends:
 * whoever takes a role or an account away waits here for whoever else does. Gives the ids of all active admins.
 * @throws AppError `forbidden` when the actor's role or account was taken away meanwhile
 */
export async function lockAdmins(ctx: TxCtx): Promise<number[]> {
  const rows = await ctx.open.tx
    .select({ userId: users.userId })
    .from(users)
    .where(and(eq(users.role, 'ADMIN'), isNull(users.deactivatedAt)))
    .orderBy(asc(users.userId))
    .for('no key update');
  const ids = rows.map((row) => row.userId);
  if (!ids.includes(ctx.actor.userId)) throw forbidden('Only an admin can do this.');
  return ids;
}

/**
 * Keeps an instance from losing its last admin.
 * @param admins as `lockAdmins` gave them
 * @throws AppError `conflict` when nobody but `personId` is one
 */
export function requireAnotherAdmin(admins: readonly number[], personId: number): void {
  if (admins.every((id) => id === personId)) {
    throw conflict('This is the last active admin. Make somebody else an admin first.');
  }
}
