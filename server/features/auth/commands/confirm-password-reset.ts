import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { PasswordResetConfirmInput } from '#contract/auth';
import { users } from '#server/db/schema/index';
import { AppError } from '#server/kernel/errors';
import { openTransaction } from '#server/kernel/transaction';
import type { Door, Visitor } from '../door.ts';
import { hashPassword, takeTurn } from '../guarded.ts';
import { sha256 } from '../link-tokens.ts';
import { requireGoodPassword } from '../password-rules.ts';
import { removeSessions } from '../session-rows.ts';

/**
 * Sets a new password with the token of a mailed link, once. Every session of that person ends.
 * @throws AppError `gone` for a token that is unknown, used or expired; `invalid_input`; `rate_limited`
 */
export async function confirmPasswordReset(
  door: Door,
  visitor: Visitor,
  input: PasswordResetConfirmInput,
): Promise<void> {
  await takeTurn(door, 'reset-confirm.address', visitor.address);
  const valid = and(
    eq(users.resetPasswordToken, sha256(input.token)),
    gt(users.resetPasswordExpires, door.clock.now()),
    isNull(users.deactivatedAt),
  );
  // Looked up first, so that a bad token costs no hashing; the update below decides.
  const [owner] = await door.db.select().from(users).where(valid);
  if (!owner) throw linkIsGone();
  requireGoodPassword('password', input.password, owner);
  const passwordHash = await hashPassword(door, input.password);
  await openTransaction(door, async (open) => {
    const [reset] = await open.tx
      .update(users)
      .set({
        passwordHash,
        sessionEpoch: sql`${users.sessionEpoch} + 1`,
        resetPasswordToken: null,
        resetPasswordExpires: null,
      })
      .where(valid)
      .returning({ userId: users.userId });
    if (!reset) throw linkIsGone();
    await removeSessions(open.tx, reset);
    open.facts.push({ name: 'session.ended', data: { ...reset, reason: 'password_changed' } });
  });
}

const linkIsGone = () => new AppError('gone', 'This link has been used or has expired. Ask for a new one.');
