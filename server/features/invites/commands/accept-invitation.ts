import { eq } from 'drizzle-orm';
import type { UserView } from '#contract/auth';
import type { AcceptInvitationInput } from '#contract/invites';
import { inviteTokens, users } from '#server/db/schema/index';
import {
  endPresentedSessions,
  hashPassword,
  openSession,
  ownColumns,
  requireGoodPassword,
  takeTurn,
} from '#server/features/auth/index';
import type { Door, Visitor } from '#server/features/auth/index';
import { createConversation } from '#server/features/conversations/index';
import type { OpenTransaction } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import { isUniqueViolation } from '#server/platform/postgres';
import { invitationIsGone } from '../errors.ts';
import { isValid, validInvitation } from '../rows.ts';

interface Accepted {
  user: UserView;
  /** Of the new thread; null for a coach. */
  conversationId: number | null;
  /** A `Set-Cookie` value. */
  cookie: string;
}

/**
 * Makes the account somebody was invited to, opens their thread with the coach and logs them in. One winner, however
 * many try; the address comes from the invitation.
 * @throws AppError `gone`, `invalid_input` for a common password, `rate_limited`, `unavailable`
 */
export async function acceptInvitation(
  door: Door,
  visitor: Visitor,
  token: string,
  input: AcceptInvitationInput,
): Promise<Accepted> {
  await takeTurn(door, 'accept.address', visitor.address);
  // Looked up first, so that a bad token costs no hashing; `claim` decides.
  const invitation = await validInvitation(door.db, door.clock, token);
  if (!invitation) throw invitationIsGone();
  const { email } = invitation;
  requireGoodPassword('password', input.password, { email, displayName: input.displayName });
  const passwordHash = await hashPassword(door, input.password);
  return unlessAccountAppeared(() =>
    openTransaction(door, async (open) => {
      const claimed = await claim(door, open, token);
      const user = await createUser(open, claimed, input, passwordHash);
      await open.tx.update(inviteTokens).set({ acceptedBy: user.id }).where(eq(inviteTokens.id, claimed.id));
      const conversationId =
        user.coachId === null
          ? null
          : await createConversation(open, { coachId: user.coachId, clientId: user.id });
      await endPresentedSessions(door, open, visitor);
      const session = { userId: user.id, sessionEpoch: 0, ...visitor };
      const { cookie } = await openSession(open.tx, door.clock, session);
      return { user, conversationId, cookie };
    }),
  );
}

/** Uses the invitation up. Whoever comes second waits for the first and then finds nothing. */
async function claim(door: Door, open: OpenTransaction, token: string) {
  const [claimed] = await open.tx
    .update(inviteTokens)
    .set({ used: true })
    .where(isValid(open.tx, door.clock, token))
    .returning({
      id: inviteTokens.id,
      email: inviteTokens.email,
      role: inviteTokens.role,
      inviterId: inviteTokens.coachId,
    });
  if (!claimed) throw invitationIsGone();
  return claimed;
}

type Claimed = Awaited<ReturnType<typeof claim>>;

async function createUser(
  open: OpenTransaction,
  claimed: Claimed,
  input: AcceptInvitationInput,
  passwordHash: string,
): Promise<UserView> {
  const { email, role, inviterId } = claimed;
  const { displayName, timeZone } = input;
  const [user] = await open.tx
    .insert(users)
    .values({
      email,
      role,
      displayName,
      passwordHash,
      coachId: role === 'CLIENT' ? inviterId : null,
      ...(timeZone !== undefined && { timeZone }),
    })
    .returning(ownColumns);
  if (!user) throw new Error('An insert returned no row');
  return user;
}

/** Two coaches may have invited one address, and both links be opened at once. */
async function unlessAccountAppeared<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isUniqueViolation(error, 'users_email_unique') ? invitationIsGone() : error;
  }
}
