import { and, eq, gt, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Role } from '#contract/enums';
import { sessions, users } from '#server/db/schema/index';
import type { Clock } from '#server/platform/clock';
import type { Executor } from '#server/platform/postgres';

const DAY_MS = 86_400_000;

/** However much it is used, a session ends this long after it was opened. */
export const ABSOLUTE_MS = 90 * DAY_MS;

const TOUCH_EVERY_MS = 60_000;

/** What a session knows besides whose it is and when it expires. */
export interface SessionTraits {
  publicId: string;
  sessionEpoch: number;
  createdAt: Date;
  lastUsedAt: Date;
  userAgent: string | null;
}

/** What is read of a person with every request. */
export interface SessionPerson {
  role: Role;
  coachId: number | null;
  timeZone: string;
}

interface LiveSession {
  userId: number;
  expiresAt: Date;
  traits: SessionTraits;
  person: SessionPerson;
}

/** The rule by which a row of sessions joined to users opens doors. */
export function isLive(clock: Clock): SQL | undefined {
  const now = clock.now();
  return and(
    gt(sessions.expiresAt, now),
    gt(sessions.createdAt, new Date(now.getTime() - ABSOLUTE_MS)),
    eq(sessions.sessionEpoch, users.sessionEpoch),
    isNull(users.deactivatedAt),
  );
}

export async function liveSession(
  db: Executor,
  clock: Clock,
  sessionId: string,
): Promise<LiveSession | undefined> {
  const [found] = await db
    .select({
      userId: sessions.userId,
      expiresAt: sessions.expiresAt,
      traits: {
        publicId: sessions.publicId,
        sessionEpoch: sessions.sessionEpoch,
        createdAt: sessions.createdAt,
        lastUsedAt: sessions.lastUsedAt,
        userAgent: sessions.userAgent,
      },
      person: { role: users.role, coachId: users.coachId, timeZone: users.timeZone },
    })
    .from(sessions)
    .innerJoin(users, eq(users.userId, sessions.userId))
    .where(and(eq(sessions.sessionId, sessionId), isLive(clock)))
    // Asked with every request and every handshake, and dearer to plan than to run.
    .prepare('live_session')
    .execute();
  return found;
}

/**
 * One parameter for all: everybody who is connected may be asked about at once, and a parameter for each would hold up
 * everything else while the statement is made, and end at 65,535.
 */
function isAmong(sessionIds: readonly string[]): SQL {
  return sql`${sessions.sessionId} = any(${sql.param([...sessionIds])}::text[])`;
}

/** The live ones of these session hashes with their people, in one query. */
export async function liveAmong(
  db: Executor,
  clock: Clock,
  sessionIds: readonly string[],
): Promise<Map<string, SessionPerson>> {
  if (sessionIds.length === 0) return new Map();
  const { role, coachId, timeZone } = users;
  const rows = await db
    .select({ sessionId: sessions.sessionId, person: { role, coachId, timeZone } })
    .from(sessions)
    .innerJoin(users, eq(users.userId, sessions.userId))
    .where(and(isAmong(sessionIds), isLive(clock)))
    .prepare('live_sessions_among')
    .execute();
  return new Map(rows.map(({ sessionId, person }) => [sessionId, person]));
}

export async function insertSession(db: Executor, row: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(row);
}

export async function extendSession(db: Executor, sessionId: string, expiresAt: Date): Promise<void> {
  await db.update(sessions).set({ expiresAt }).where(eq(sessions.sessionId, sessionId));
}

/** Whether the last use is so long ago that a new one has to be noted: at most once a minute. */
export function isUseStale(clock: Clock, lastUsedAt: Date): boolean {
  return lastUsedAt <= staleUse(clock);
}

/** Notes that sessions are in use. */
export async function touchSessions(
  db: Executor,
  clock: Clock,
  sessionIds: readonly string[],
): Promise<void> {
  await db
    .update(sessions)
    .set({ lastUsedAt: clock.now() })
    .where(and(isAmong(sessionIds), lte(sessions.lastUsedAt, staleUse(clock))));
}

function staleUse(clock: Clock): Date {
  return new Date(clock.now().getTime() - TOUCH_EVERY_MS);
}

type Which = { sessionId: string } | { userId: number } | { userId: number; publicId: string };

/** Removes sessions and tells whose they were; nobody is told about it here. */
export async function removeSessions(
  db: Executor,
  which: Which,
): Promise<{ sessionId: string; userId: number }[]> {
  return db
    .delete(sessions)
    .where(
      and(
        'sessionId' in which ? eq(sessions.sessionId, which.sessionId) : eq(sessions.userId, which.userId),
        'publicId' in which ? eq(sessions.publicId, which.publicId) : undefined,
      ),
    )
    .returning({ sessionId: sessions.sessionId, userId: sessions.userId });
}

/** Removes what time has ended of one person's sessions. */
export async function removeExpired(db: Executor, clock: Clock, userId: number): Promise<void> {
  const now = clock.now();
  const over = or(lt(sessions.expiresAt, now), lt(sessions.createdAt, new Date(now.getTime() - ABSOLUTE_MS)));
  await db.delete(sessions).where(and(eq(sessions.userId, userId), over));
}
