import { and, desc, eq, sql } from 'drizzle-orm';
import type { SessionView, UserView } from '#contract/auth';
import { sessions, users } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { AppError } from '#server/kernel/errors';
import type { Executor } from '#server/platform/postgres';
import { ownColumns } from './present.ts';
import { isLive } from './session-rows.ts';

/** Whether nobody has an account yet. */
export async function setupNeeded(db: Executor): Promise<boolean> {
  const [anybody] = await db
    .select({ one: sql<number>`1` })
    .from(users)
    .limit(1);
  return anybody === undefined;
}

/** The actor, as they see themselves. */
export async function ownUser(ctx: Ctx): Promise<UserView> {
  const [user] = await executor(ctx).select(ownColumns).from(users).where(eq(users.userId, ctx.actor.userId));
  if (!user) throw new AppError('unauthenticated', 'This account no longer exists.');
  return user;
}

/** The actor's devices, the one used last first. */
export async function ownSessions(ctx: Ctx): Promise<SessionView[]> {
  const rows = await executor(ctx)
    .select({
      sessionId: sessions.sessionId,
      publicId: sessions.publicId,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.userId, sessions.userId))
    .where(and(eq(sessions.userId, ctx.actor.userId), isLive(ctx.clock)))
    .orderBy(desc(sessions.lastUsedAt), sessions.publicId);
  return rows.map(({ sessionId, createdAt, lastUsedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    current: sessionId === ctx.actor.sessionId,
  }));
}
