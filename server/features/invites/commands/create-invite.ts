import { eq, sql } from 'drizzle-orm';
import type { CreatedInviteView, CreateInviteInput } from '#contract/invites';
import { inviteTokens, users } from '#server/db/schema/index';
import { linkTo, newLinkToken, takeTurn } from '#server/features/auth/index';
import type { Door } from '#server/features/auth/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { mailInvitation } from '../mail.ts';
import { inviteColumns, presentInvite } from '../present.ts';

const VALID_MS = 7 * 86_400_000;

/**
 * Invites an address, or renews the open invitation it has from the actor: a new link, a new week, the same id. The
 * invitation stands even when no mail leaves: then `mailed` is false and the link is passed on by hand.
 * @throws AppError `forbidden` (only an admin invites coaches), `conflict` for an address with an account, `rate_limited`
 */
export async function createInvite(
  ctx: Ctx,
  door: Door,
  input: CreateInviteInput,
): Promise<CreatedInviteView> {
  if (input.role === 'COACH') requireRole(ctx, 'ADMIN');
  else requireRole(ctx, 'COACH', 'ADMIN');
  await takeTurn(door, 'invite.account', String(ctx.actor.userId));
  const { token, hash } = newLinkToken();
  const { row, inviterName } = await transact(ctx, async (ctx) => {
    await requireNoAccount(ctx, input.email);
    return { row: await storeOrRenew(ctx, input, hash), inviterName: await ownName(ctx) };
  });
  const invite = { ...presentInvite(row), url: linkTo(door, `/invite/${token}`) };
  return { ...invite, mailed: await mailInvitation(door, invite, inviterName) };
}

async function requireNoAccount(ctx: TxCtx, email: string): Promise<void> {
  const [holder] = await ctx.open.tx
    .select({ userId: users.userId })
    .from(users)
    .where(eq(users.email, email));
  if (holder) throw conflict('This address has an account already.');
}

async function storeOrRenew(ctx: TxCtx, input: CreateInviteInput, hash: string) {
  const now = ctx.clock.now();
  const fresh = { role: input.role, token: hash, expiresAt: new Date(now.getTime() + VALID_MS) };
  const [row] = await ctx.open.tx
    .insert(inviteTokens)
    .values({ ...fresh, coachId: ctx.actor.userId, email: input.email, createdAt: now })
    .onConflictDoUpdate({
      target: [inviteTokens.coachId, inviteTokens.email],
      targetWhere: sql`not used and revoked_at is null`,
      set: fresh,
    })
    .returning(inviteColumns);
  if (!row) throw new Error('An insert returned no row');
  return row;
}

async function ownName(ctx: TxCtx): Promise<string> {
  const [inviter] = await ctx.open.tx
    .select({ displayName: users.displayName })
    .from(users)
    .where(eq(users.userId, ctx.actor.userId));
  return inviter?.displayName ?? '';
}
