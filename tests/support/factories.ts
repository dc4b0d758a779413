import { randomUUID } from 'node:crypto';
import type { Role } from '#contract/enums';
import { users } from '#server/db/schema/index';
import { openSession } from '#server/features/auth/index';
import { createConversation } from '#server/features/conversations/index';
import type { Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import type { PersonFacts } from './person.ts';

/** What a test may want to choose about a person; the rest is made up. */
export interface PersonWish {
  readonly email?: string;
  readonly displayName?: string;
  readonly timeZone?: string;
}

/** No password fits: bcrypt is slow, and a session is opened without. */
const NO_PASSWORD = `$2b$11$${'.'.repeat(53)}`;

/** Stores a person and opens a session for them, without the door's slow work. */
export async function insertPerson(
  services: Services,
  role: Role,
  coachId: number | null,
  wish: PersonWish,
): Promise<PersonFacts> {
  const { db, clock } = services;
  const facts = {
    role,
    coachId,
    email: wish.email ?? `${role.toLowerCase()}-${randomUUID()}@example.test`,
    displayName: wish.displayName ?? `Test ${role.toLowerCase()}`,
    timeZone: wish.timeZone ?? 'UTC',
  };
  const [row] = await db
    .insert(users)
    .values({ ...facts, passwordHash: NO_PASSWORD })
    .returning({ id: users.userId, sessionEpoch: users.sessionEpoch });
  if (row === undefined) throw new Error('The person was not stored');
  const session = { userId: row.id, sessionEpoch: row.sessionEpoch, userAgent: 'test', secure: false };
  const { cookie, sessionId } = await openSession(db, clock, session);
  return { ...facts, id: row.id, sessionId, cookie: cookie.split(';')[0] ?? '' };
}

/** The thread of a coach and a client. @returns its id */
export function insertConversation(services: Services, coachId: number, clientId: number): Promise<number> {
  return openTransaction(services, (open) => createConversation(open, { coachId, clientId }));
}
