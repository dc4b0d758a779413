import { eq } from 'drizzle-orm';
import type { LoginInput, UserView } from '#contract/auth';
import { users } from '#server/db/schema/index';
import { AppError, forbidden } from '#server/kernel/errors';
import { openTransaction } from '#server/kernel/transaction';
import type { Door, Visitor } from '../door.ts';
import { guessing, passwordMatches } from '../guarded.ts';
import { ownColumns } from '../present.ts';
import { openSession } from '../sessions.ts';
import { endPresentedSessions } from './log-out.ts';

/**
 * Opens a session under a new id; the one this browser had before ends.
 * @throws AppError `invalid_credentials`, the same after the same work whether or not there is such an account;
 *   `forbidden` for a deactivated one, with the right password;
 *   `rate_limited`; `unavailable` when too many passwords wait to be compared
 */
export async function logIn(
  door: Door,
  visitor: Visitor,
  input: LoginInput,
): Promise<{ user: UserView; cookie: string }> {
  const turns = [
    ['login.address', visitor.address],
    ['login.account', input.email],
  ] as const;
  const found = await guessing(door, turns, () => accountBehind(door, input));
  return openTransaction(door, async (open) => {
    await endPresentedSessions(door, open, visitor);
    // The epoch was read with the hash: a password changed meanwhile leaves this session without effect.
    const session = { userId: found.user.id, sessionEpoch: found.sessionEpoch, ...visitor };
    const { cookie } = await openSession(open.tx, door.clock, session);
    return { user: found.user, cookie };
  });
}

async function accountBehind(door: Door, { email, password }: LoginInput) {
  const found = await accountOf(door, email);
  const matches = await passwordMatches(door, password, found?.passwordHash);
  if (!found || !matches) {
    throw new AppError('invalid_credentials', 'The e-mail address or the password is wrong.');
  }
  // Told to nobody but whoever knows the password.
  if (found.deactivatedAt !== null) throw forbidden('This account has been deactivated. Ask an admin.');
  return found;
}

async function accountOf(door: Door, email: string) {
  const [found] = await door.db
    .select({
      user: ownColumns,
      passwordHash: users.passwordHash,
      sessionEpoch: users.sessionEpoch,
      deactivatedAt: users.deactivatedAt,
    })
    .from(users)
    .where(eq(users.email, email));
  return found;
}
