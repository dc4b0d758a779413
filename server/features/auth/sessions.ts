import { randomUUID } from 'node:crypto';
import { parse as parseCookies } from 'hono/utils/cookie';
import type { Actor } from '#server/kernel/context';
import type { Clock } from '#server/platform/clock';
import type { Executor } from '#server/platform/postgres';
import { bestEffort } from './best-effort.ts';
import type { Door } from './door.ts';
import { sha256 } from './link-tokens.ts';
import { LastUses } from './last-uses.ts';
import { luciaOn, newSessionId, PLAIN_COOKIE, SECURE_COOKIE } from './lucia.ts';
import { ABSOLUTE_MS, liveAmong, liveSession, removeExpired } from './session-rows.ts';
import type { SessionPerson } from './session-rows.ts';

/** Somebody who has shown a valid session cookie. */
export interface Recognized {
  readonly actor: Actor;
  /** The session's name in "your devices". */
  readonly publicId: string;
  readonly expiresAt: Date;
}

export interface Authenticated extends Recognized {
  /** A `Set-Cookie` value, when the session was prolonged. */
  readonly freshCookie?: string;
}

/** Who is behind a cookie header. What cannot be noted of a session in use keeps nobody out. */
export interface Auth {
  /** For requests: prolongs a session in use, and gives the cookie that says so. */
  authenticate(cookieHeader: string | undefined): Promise<Authenticated | undefined>;
  /** For the handshake of sockets, which can send no cookie: prolongs nothing. */
  recognize(cookieHeader: string | undefined): Promise<Recognized | undefined>;
  /** Those of these session hashes that still open the door, with what their people are now; in one query. */
  standing(sessionIds: readonly string[]): Promise<Map<string, SessionPerson>>;
}

type Desk = Pick<Door, 'db' | 'clock' | 'origins' | 'logger'>;

export function createAuth(door: Desk): Auth {
  const uses = new LastUses(door);
  return {
    authenticate: (cookieHeader) => authenticate(door, uses, cookieHeader),
    recognize: (cookieHeader) => recognize(door, uses, cookieHeader),
    standing: (sessionIds) => liveAmong(door.db, door.clock, sessionIds),
  };
}

async function authenticate(
  door: Desk,
  uses: LastUses,
  cookieHeader: string | undefined,
): Promise<Authenticated | undefined> {
  const presented = presentedSession(door.origins, cookieHeader);
  if (!presented) return undefined;
  const noted = (note: Promise<void>) => bestEffort(door.logger, note);
  const lucia = luciaOn(door.db, door.clock, presented, noted);
  const { session, user } = await lucia.validateSession(presented.id);
  if (!session) return undefined;
  const sessionId = sha256(presented.id);
  uses.note(sessionId, session.lastUsedAt);
  return {
    actor: actorOf(user.id, user, sessionId),
    publicId: session.publicId,
    expiresAt: endOf(session),
    ...(session.fresh && { freshCookie: lucia.createSessionCookie(presented.id).serialize() }),
  };
}

async function recognize(
  door: Desk,
  uses: LastUses,
  cookieHeader: string | undefined,
): Promise<Recognized | undefined> {
  const presented = presentedSession(door.origins, cookieHeader);
  if (!presented) return undefined;
  const sessionId = sha256(presented.id);
  const found = await liveSession(door.db, door.clock, sessionId);
  if (!found) return undefined;
  const { publicId, createdAt, lastUsedAt } = found.traits;
  uses.note(sessionId, lastUsedAt);
  return {
    actor: actorOf(found.userId, found.person, sessionId),
    publicId,
    expiresAt: endOf({ expiresAt: found.expiresAt, createdAt }),
  };
}

function actorOf(userId: number, { role, coachId, timeZone }: SessionPerson, sessionId: string): Actor {
  return { userId, role, coachId, timeZone, sessionId };
}

/** What a browser is given when it enters. */
export interface OpenedSession {
  /** A `Set-Cookie` value. */
  readonly cookie: string;
  /** The hash under which the session is stored. */
  readonly sessionId: string;
}

interface NewSession {
  userId: number;
  sessionEpoch: number;
  userAgent: string | undefined;
  secure: boolean;
}

/** Opens a session under a new id, in the caller's transaction, and sweeps out the person's expired ones. */
export async function openSession(db: Executor, clock: Clock, session: NewSession): Promise<OpenedSession> {
  const { userId, sessionEpoch, userAgent, secure } = session;
  await removeExpired(db, clock, userId);
  const lucia = luciaOn(db, clock, { secure });
  const id = newSessionId();
  const now = clock.now();
  await lucia.createSession(
    userId,
    {
      publicId: randomUUID(),
      sessionEpoch,
      createdAt: now,
      lastUsedAt: now,
      userAgent: userAgent?.slice(0, 500) ?? null,
    },
    { sessionId: id },
  );
  return { cookie: lucia.createSessionCookie(id).serialize(), sessionId: sha256(id) };
}

/** A `Set-Cookie` value that makes a browser forget its session. */
export function forgettingCookie(door: Pick<Door, 'db' | 'clock'>, secure: boolean): string {
  return luciaOn(door.db, door.clock, { secure }).createBlankSessionCookie().serialize();
}

interface Presented {
  readonly id: string;
  readonly secure: boolean;
}

/** The session that counts of those a browser presents. */
function presentedSession(
  origins: readonly string[],
  cookieHeader: string | undefined,
): Presented | undefined {
  return presentedSessions(origins, cookieHeader)[0];
}

/**
 * The sessions a browser presents, that of https first. Where every origin is https, a cookie without the prefix
 * counts for nothing: a neighbour on a subdomain could have set it.
 */
export function presentedSessions(origins: readonly string[], cookieHeader: string | undefined): Presented[] {
  if (cookieHeader === undefined) return [];
  return [true, false].flatMap((secure) => {
    const protocol = secure ? 'https:' : 'http:';
    if (!origins.some((origin) => origin.startsWith(protocol))) return [];
    const name = secure ? SECURE_COOKIE : PLAIN_COOKIE;
    const id = parseCookies(cookieHeader, name)[name];
    return id === undefined || id === '' ? [] : [{ id, secure }];
  });
}

function endOf(session: { expiresAt: Date; createdAt: Date }): Date {
  return new Date(Math.min(session.expiresAt.getTime(), session.createdAt.getTime() + ABSOLUTE_MS));
}
