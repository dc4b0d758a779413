import { and, eq, isNull, sql } from 'drizzle-orm';
import type { PasswordChangeInput } from '#contract/auth';
import { users } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import { AppError } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import type { Door, Visitor } from '../door.ts';
import { guessing, hashPassword, passwordMatches } from '../guarded.ts';
import { requireGoodPassword } from '../password-rules.ts';
import { removeSessions } from '../session-rows.ts';
import { openSession } from '../sessions.ts';

/**
 * Changes the actor's password. Every session ends; this browser gets a new one, whose `Set-Cookie` value is given.
 * @throws AppError `invalid_credentials` for a wrong present password, `invalid_input`, `rate_limited`, `unavailable`
 */
export async function changePassword(
  ctx: Ctx,
  door: Door,
  visitor: Visitor,
  input: PasswordChangeInput,
): Promise<string> {
  const { userId } = ctx.actor;
  const owner = await guessing(door, [['password.account', String(userId)]], async () => {
    const [owner] = await ctx.db.select().from(users).where(eq(users.userId, userId));
    if (!owner || !(await passwordMatches(door, input.currentPassword, owner.passwordHash))) throw wrong();
    return owner;
  });
  requireGoodPassword('newPassword', input.newPassword, owner);
  const passwordHash = await hashPassword(door, input.newPassword);
  return transact(ctx, async ({ open, clock, actor }) => {
    const [changed] = await open.tx
      .update(users)
      .set({
        passwordHash,
        sessionEpoch: sql`${users.sessionEpoch} + 1`,
        resetPasswordToken: null,
        resetPasswordExpires: null,
      })
      // The password that was compared must still be the present one, and no admin have shut the account meanwhile.
      .where(
        and(
          eq(users.userId, userId),
          eq(users.passwordHash, owner.passwordHash),
          isNull(users.deactivatedAt),
        ),
      )
      .returning({ sessionEpoch: users.sessionEpoch });
    if (!changed) throw wrong();
    await removeSessions(open.tx, { userId });
    const opened = await openSession(open.tx, clock, { userId, ...changed, ...visitor });
    const { sessionId } = opened;
    // In this order: what is connected to the old session of this browser goes on in the new one.
    open.facts.push(
      { name: 'session.renamed', data: { userId, from: actor.sessionId, to: sessionId } },
      { name: 'session.ended', data: { userId, butSessionId: sessionId, reason: 'password_changed' } },
    );
    return opened.cookie;
  });
}

const wrong = () => new AppError('invalid_credentials', 'The present password is wrong.');
