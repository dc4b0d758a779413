import { eq } from 'drizzle-orm';
import type { Role } from '#contract/enums';
import { users } from '#server/db/schema/index';
import { openSession } from '#server/features/auth/index';
import { createConversation } from '#server/features/conversations/index';
import { FactBus } from '#server/kernel/facts';
import { openTransaction } from '#server/kernel/transaction';
import { systemClock } from '#server/platform/clock';
import { createLogger } from '#server/platform/logger';
import { connectPostgres, type Db } from '#server/platform/postgres';

/** The page all of them are on. */
export const ORIGIN = 'http://chaos.test';

/** Somebody with an account and a session. */
export interface Persona {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  /** Of the session they have now. */
  headers: Readonly<Record<string, string>>;
  /** Which of their sessions that is, counted from 1. */
  session: number;
}

export interface ThreadOfTwo {
  readonly id: number;
  readonly coachId: number;
  readonly clientId: number;
}

export interface Cast {
  readonly people: readonly Persona[];
  readonly threads: readonly ThreadOfTwo[];
}

/** No password fits: nobody here logs in. */
const NO_PASSWORD = `$2b$11$${'.'.repeat(53)}`;

/** Stores an admin, and coaches with clients of their own, each with a session, straight in the database. */
export async function seedCast(url: string, size: { coaches: number; clientsEach: number }): Promise<Cast> {
  const logger = createLogger('silent');
  const database = connectPostgres({ url, logger, max: 2 });
  const bus = new FactBus(() => undefined);
  const people: Persona[] = [];
  const threads: ThreadOfTwo[] = [];
  try {
    people.push(await insert(database.db, 'admin', 'ADMIN', null));
    for (let c = 1; c <= size.coaches; c += 1) {
      const coach = await insert(database.db, `coach${c}`, 'COACH', null);
      people.push(coach);
      for (let n = 1; n <= size.clientsEach; n += 1) {
        const client = await insert(database.db, `client${c}.${n}`, 'CLIENT', coach.id);
        const pair = { coachId: coach.id, clientId: client.id };
        const id = await openTransaction({ db: database.db, bus }, (open) => createConversation(open, pair));
        people.push(client);
        threads.push({ id, ...pair });
      }
    }
  } finally {
    await database.close();
  }
  return { people, threads };
}

/** Gives somebody a new session, as a log-in does. Rejects while the database is away. */
export async function enterAgain(url: string, persona: Persona): Promise<void> {
  const database = connectPostgres({ url, logger: createLogger('silent'), max: 1 });
  try {
    const [row] = await database.db
      .select({ sessionEpoch: users.sessionEpoch })
      .from(users)
      .where(eq(users.userId, persona.id));
    if (!row) throw new Error(`${persona.name} is not stored`);
    persona.headers = await sessionOf(database.db, persona.id, row.sessionEpoch);
    persona.session += 1;
  } finally {
    await database.close();
  }
}

async function insert(db: Db, name: string, role: Role, coachId: number | null): Promise<Persona> {
  const facts = { role, coachId, email: `${name}@chaos.test`, displayName: name, passwordHash: NO_PASSWORD };
  const [row] = await db
    .insert(users)
    .values(facts)
    .returning({ id: users.userId, sessionEpoch: users.sessionEpoch });
  if (!row) throw new Error('The person was not stored');
  return { id: row.id, name, role, headers: await sessionOf(db, row.id, row.sessionEpoch), session: 1 };
}

async function sessionOf(db: Db, userId: number, sessionEpoch: number): Promise<Record<string, string>> {
  const session = { userId, sessionEpoch, userAgent: 'chaos', secure: false };
  const { cookie } = await openSession(db, systemClock, session);
  return { cookie: cookie.split(';')[0] ?? '', origin: ORIGIN };
}
