import { and, eq, exists, gt, isNull, notExists, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { InviteRole } from '#contract/enums';
import { inviteTokens, users } from '#server/db/schema/index';
import { sha256 } from '#server/features/auth/index';
import type { Clock } from '#server/platform/clock';
import type { Executor } from '#server/platform/postgres';

/** Neither accepted nor revoked; it may have expired, and can then be renewed. */
export const isOpen = and(eq(inviteTokens.used, false), isNull(inviteTokens.revokedAt));

/** An invitation whose link lets somebody in, with whoever made it. */
export interface ValidInvitation {
  id: number;
  email: string;
  role: InviteRole;
  inviterId: number;
  inviterName: string;
}

const inviter = alias(users, 'inviter');
const holder = alias(users, 'holder');

/**
 * The rule by which a token lets somebody in: open, not expired, made by somebody who may still invite, for an address
 * that has no account.
 */
export function isValid(db: Executor, clock: Clock, token: string): SQL | undefined {
  const mayInvite = or(
    eq(inviter.role, 'ADMIN'),
    and(eq(inviter.role, 'COACH'), eq(inviteTokens.role, 'CLIENT')),
  );
  const one = { one: sql`1` };
  return and(
    eq(inviteTokens.token, sha256(token)),
    isOpen,
    gt(inviteTokens.expiresAt, clock.now()),
    exists(
      db
        .select(one)
        .from(inviter)
        .where(and(eq(inviter.userId, inviteTokens.coachId), isNull(inviter.deactivatedAt), mayInvite)),
    ),
    notExists(db.select(one).from(holder).where(eq(holder.email, inviteTokens.email))),
  );
}

/** What a link opens; undefined when it opens nothing. */
export async function validInvitation(
  db: Executor,
  clock: Clock,
  token: string,
): Promise<ValidInvitation | undefined> {
  const [found] = await db
    .select({
      id: inviteTokens.id,
      email: inviteTokens.email,
      role: inviteTokens.role,
      inviterId: users.userId,
      inviterName: users.displayName,
    })
    .from(inviteTokens)
    .innerJoin(users, eq(users.userId, inviteTokens.coachId))
    .where(isValid(db, clock, token));
  return found;
}
