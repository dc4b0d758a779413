import { asc, desc, eq } from 'drizzle-orm';
import { createServices } from '#server/compose/services';
import { conversations } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import { systemClock } from '#server/platform/clock';
import type { Logger } from '#server/platform/logger';
import type { Database } from '#server/platform/postgres';
import { COACH_ID } from './shape.ts';

/** What a measured call needs to know of its database. */
export interface World {
  /** The measured coach's conversations, the longest first. */
  readonly revs: readonly { readonly id: number; readonly rev: number }[];
  readonly long: { readonly id: number; readonly rev: number };
}

/** The measured coach at work over that database; nobody is connected and no job is asked for. */
export function contextOver({ db }: Database, logger: Logger): Ctx {
  const jobs = {
    enqueue: () => Promise.reject(new Error('Nothing measured here asks for a job')),
    nudge: () => undefined,
  };
  const presence = { of: () => undefined };
  return {
    ...createServices({ db, clock: systemClock, jobs, presence, logger }),
    actor: { userId: COACH_ID, role: 'COACH', coachId: null, timeZone: 'UTC', sessionId: 'scale' },
  };
}

export async function readWorld({ db }: Database): Promise<World> {
  const revs = await db
    .select({ id: conversations.conversationId, rev: conversations.rev })
    .from(conversations)
    .where(eq(conversations.coachId, COACH_ID))
    .orderBy(desc(conversations.lastSeq), asc(conversations.conversationId));
  const [long] = revs;
  if (!long) throw new Error('The measured coach has no conversation');
  return { revs, long };
}
