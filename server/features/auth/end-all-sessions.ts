import { eq, sql } from 'drizzle-orm';
import type { SessionEndReason } from '#contract/realtime';
import { users } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';
import { removeSessions } from './session-rows.ts';

/** Ends every session of a person, those a log-in under way is about to open too, inside the caller's transaction. */
export async function endAllSessions(
  open: OpenTransaction,
  userId: number,
  reason: SessionEndReason,
): Promise<void> {
  await open.tx
    .update(users)
    .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
    .where(eq(users.userId, userId));
  await removeSessions(open.tx, { userId });
  open.facts.push({ name: 'session.ended', data: { userId, reason } });
}
