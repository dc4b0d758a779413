import { eq } from 'drizzle-orm';
import { conversations, users } from '#server/db/schema/index';
import type { Actor, OpenTransaction } from '#server/kernel/context';
import type { ScheduledRow } from './rows.ts';

/** Whoever sends it, or why they may not. */
type Sender =
  { readonly actor: Actor; readonly failure?: never } | { readonly actor?: never; readonly failure: string };

/**
 * The sender of a message as they are at this moment, not as they were when they wrote it, kept from being deactivated
 * or changed until the transaction ends.
 */
export async function senderOf(open: OpenTransaction, row: ScheduledRow): Promise<Sender> {
  const [found] = await open.tx
    .select({ person: users, thread: conversations })
    .from(users)
    .innerJoin(conversations, eq(conversations.conversationId, row.conversationId))
    .where(eq(users.userId, row.senderId))
    .for('share', { of: users });
  if (!found) throw new Error('A message waits of somebody who is not there');
  const { person, thread } = found;
  if (person.deactivatedAt !== null) return { failure: 'Your account was deactivated when this was due.' };
  if (person.role === 'CLIENT') return { failure: 'Only a coach can send messages later.' };
  if (thread.closedAt !== null || thread.coachId !== person.userId) {
    return { failure: 'This client had another coach when this was due.' };
  }
  const { userId, role, coachId, timeZone } = person;
  // No session stands behind it; nothing on the way of a message asks for one.
  return { actor: { userId, role, coachId, timeZone, sessionId: '' } };
}
