import type { Role } from '#contract/enums';
import type { PresenceView } from '#contract/conversations';
import type { Executor } from '#server/platform/postgres';
import type { Ctx } from './context.ts';
import { forbidden } from './errors.ts';

/** The two people of a conversation. Once it is closed it is the client's alone, and nobody writes into it. */
export interface Membership {
  readonly conversationId: number;
  readonly coachId: number;
  readonly clientId: number;
  readonly closedAt: Date | null;
}

/** Whether a person has a conversation: its client always, its coach until it is closed. */
export function isMember({ coachId, clientId, closedAt }: Membership, userId: number): boolean {
  return clientId === userId || (coachId === userId && closedAt === null);
}

/** Who belongs to which conversation, kept in the process so that checking every event costs no query. */
export interface Memberships {
  /** Undefined when there is no such conversation. Inside a transaction what is not known yet is asked of it. */
  of(conversationId: number, tx?: Executor): Promise<Membership | undefined>;
  /** What the process knows already, without asking anybody. */
  known(conversationId: number): Membership | undefined;
  forget(conversationId: number): void;
}

/** Who is connected right now. */
export interface PresenceReader {
  of(userId: number): PresenceView | undefined;
}

/**
 * Lets only the named roles pass.
 * @throws AppError `forbidden`: this role may never
 */
export function requireRole(ctx: Ctx, ...roles: Role[]): void {
  if (!roles.includes(ctx.actor.role)) {
    throw forbidden(`Only ${roles.map((role) => ROLE_NAMES[role]).join(' or ')} can do this.`);
  }
}

const ROLE_NAMES: Record<Role, string> = { CLIENT: 'a client', COACH: 'a coach', ADMIN: 'an admin' };
