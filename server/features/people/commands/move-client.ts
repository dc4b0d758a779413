import { asc, eq, inArray } from 'drizzle-orm';
import type { AccountView, MoveClientInput } from '#contract/people';
import { users } from '#server/db/schema/index';
import { closeConversation, openConversation } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { invalidInput, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { lockAdmins } from '../admins.ts';
import { accountOf } from '../queries.ts';

/**
 * Gives a client another coach. The thread with the former coach closes: it stays with the client, to read, and is gone
 * for the coach. The one with the new coach opens, again if they had one before. Plans and check-ins are the client's
 * own and go with them. The same coach again changes nothing.
 * @throws AppError `forbidden` for all but admins, `not_found` for anybody but a client, `invalid_input` when `coachId`
 * names nobody who coaches
 */
export async function moveClient(ctx: Ctx, clientId: number, input: MoveClientInput): Promise<AccountView> {
  requireRole(ctx, 'ADMIN');
  return transact(ctx, async (ctx) => {
    await lockAdmins(ctx);
    const { client, coach } = await lockPair(ctx, clientId, input.coachId);
    if (client?.role !== 'CLIENT') throw notFound('client');
    if (!coach || coach.role === 'CLIENT' || coach.deactivatedAt !== null) {
      throw invalidInput('coachId', 'must be an active coach');
    }
    if (client.coachId !== coach.userId) await move(ctx, client, coach.userId);
    return accountOf(ctx, clientId);
  });
}

/** Both stay as they are until the transaction ends: nobody deactivates the coach or moves the client meanwhile. */
async function lockPair(ctx: TxCtx, clientId: number, coachId: number) {
  const { userId, role, deactivatedAt } = users;
  const rows = await ctx.open.tx
    .select({ userId, role, deactivatedAt, coachId: users.coachId })
    .from(users)
    .where(inArray(userId, [clientId, coachId]))
    .orderBy(asc(userId))
    .for('no key update');
  const find = (id: number) => rows.find((row) => row.userId === id);
  return { client: find(clientId), coach: find(coachId) };
}

async function move(
  ctx: TxCtx,
  client: { userId: number; coachId: number | null },
  coachId: number,
): Promise<void> {
  const { open, clock } = ctx;
  const { userId: clientId, coachId: former } = client;
  await open.tx.update(users).set({ coachId }).where(eq(users.userId, clientId));
  if (former !== null) await closeConversation(open, { coachId: former, clientId }, clock.now());
  await openConversation(open, { coachId, clientId });
  open.facts.push({ name: 'actor.changed', data: { userId: clientId } });
}
