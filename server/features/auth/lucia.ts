import { generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Clock } from '#server/platform/clock';
import type { Executor } from '#server/platform/postgres';
import { sha256 } from './link-tokens.ts';
import { extendSession, insertSession, liveSession, removeSessions } from './session-rows.ts';
import type { SessionPerson, SessionTraits } from './session-rows.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionTraits, SessionPerson>;
    UserId: number;
    DatabaseSessionAttributes: SessionTraits;
    DatabaseUserAttributes: SessionPerson;
  }
}

const IDLE_DAYS = 30;

/** 25 bytes: 200 bits. */
const ID_BYTES = 25;

export const PLAIN_COOKIE = 'spotter_session';
/** The prefix makes browsers refuse it from subdomains and over http. */
export const SECURE_COOKIE = '__Host-spotter_session';

/** Awaits a note on a session in use; may swallow its failure. */
type Noted = (note: Promise<void>) => Promise<void>;

/** Lucia on that connection or transaction. The only file that knows the library. */
export function luciaOn(
  db: Executor,
  clock: Clock,
  options: { secure: boolean },
  noted: Noted = (note) => note,
) {
  return new Lucia<SessionTraits, SessionPerson>(new HashingAdapter(db, clock, noted), {
    sessionExpiresIn: new TimeSpan(IDLE_DAYS, 'd'),
    sessionCookie: {
      name: options.secure ? SECURE_COOKIE : PLAIN_COOKIE,
      attributes: { secure: options.secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: (traits) => traits,
    getUserAttributes: (person) => person,
  });
}

/** A secret session id nobody can guess. */
export function newSessionId(): string {
  return generateIdFromEntropySize(ID_BYTES);
}

/**
 * Stores only the hash of an id. Lucia gets back the id that was presented: with the stored hash in its place it would
 * hash the hash when it extends the session, and people would be logged out.
 */
class HashingAdapter implements Adapter {
  constructor(
    private readonly db: Executor,
    private readonly clock: Clock,
    private readonly noted: Noted,
  ) {}

  async getSessionAndUser(presentedId: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const found = await liveSession(this.db, this.clock, sha256(presentedId));
    if (!found) return [null, null];
    const { userId, expiresAt, traits, person } = found;
    return [
      { id: presentedId, userId, expiresAt: this.#toSystem(expiresAt), attributes: traits },
      { id: userId, attributes: person },
    ];
  }

  async setSession(session: DatabaseSession): Promise<void> {
    await insertSession(this.db, {
      sessionId: sha256(session.id),
      userId: session.userId,
      expiresAt: this.#fromSystem(session.expiresAt),
      ...session.attributes,
    });
  }

  async updateSessionExpiration(presentedId: string, expiresAt: Date): Promise<void> {
    await this.noted(extendSession(this.db, sha256(presentedId), this.#fromSystem(expiresAt)));
  }

  async deleteSession(presentedId: string): Promise<void> {
    await removeSessions(this.db, { sessionId: sha256(presentedId) });
  }

  async deleteUserSessions(userId: number): Promise<void> {
    await removeSessions(this.db, { userId });
  }

  getUserSessions(): Promise<DatabaseSession[]> {
    return Promise.reject(new Error('Sessions are listed by their public ids: see queries.ts'));
  }

  deleteExpiredSessions(): Promise<void> {
    return Promise.reject(new Error("A person's expired sessions go when they log in: see sessions.ts"));
  }

  /** Lucia reads the system's clock; ours may stand elsewhere. */
  #toSystem(ours: Date): Date {
    return new Date(ours.getTime() - this.#ahead());
  }

  #fromSystem(theirs: Date): Date {
    return new Date(theirs.getTime() + this.#ahead());
  }

  #ahead(): number {
    return this.clock.now().getTime() - Date.now();
  }
}
