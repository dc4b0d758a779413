import { sql } from 'drizzle-orm';
import type { SetupInput, UserView } from '#contract/auth';
import { users } from '#server/db/schema/index';
import { createBrand } from '#server/features/branding/index';
import { conflict } from '#server/kernel/errors';
import { openTransaction } from '#server/kernel/transaction';
import type { Door, Visitor } from '../door.ts';
import { hashPassword, takeTurn } from '../guarded.ts';
import { requireGoodPassword } from '../password-rules.ts';
import { ownColumns } from '../present.ts';
import { setupNeeded } from '../queries.ts';
import { openSession } from '../sessions.ts';

/** Any number, the same in every process: whoever holds this lock is the only one setting up. */
const SETUP_LOCK = 7_306_211;

/**
 * Makes the first account, an admin, names the instance and logs the admin in.
 * @throws AppError `conflict` once anybody has an account, `invalid_input` for a common password
 */
export async function setUp(
  door: Door,
  visitor: Visitor,
  input: SetupInput,
): Promise<{ user: UserView; cookie: string }> {
  await takeTurn(door, 'setup.address', visitor.address);
  // Only to save the work of hashing; the lock below decides.
  if (!(await setupNeeded(door.db))) throw alreadySetUp();
  requireGoodPassword('password', input.password, input);
  const passwordHash = await hashPassword(door, input.password);
  return openTransaction(door, async (open) => {
    await open.tx.execute(sql`select pg_advisory_xact_lock(${SETUP_LOCK})`);
    if (!(await setupNeeded(open.tx))) throw alreadySetUp();
    const { email, displayName, brandName, timeZone } = input;
    const [user] = await open.tx
      .insert(users)
      .values({ email, displayName, passwordHash, role: 'ADMIN', ...(timeZone && { timeZone }) })
      .returning(ownColumns);
    if (!user) throw new Error('An insert returned no row');
    await createBrand(open, brandName);
    const session = { userId: user.id, sessionEpoch: 0, ...visitor };
    const { cookie } = await openSession(open.tx, door.clock, session);
    return { user, cookie };
  });
}

const alreadySetUp = () => conflict('This instance is set up already. Log in instead.');
