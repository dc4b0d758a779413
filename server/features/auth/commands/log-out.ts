import type { OpenTransaction } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import type { Door, Visitor } from '../door.ts';
import { sha256 } from '../link-tokens.ts';
import { removeSessions } from '../session-rows.ts';
import { forgettingCookie, presentedSessions } from '../sessions.ts';

/**
 * Ends every session the browser presents: it may hold one of http and one of https. Gives `Set-Cookie` values that
 * make it forget them.
 */
export async function logOut(door: Door, visitor: Visitor): Promise<string[]> {
  await openTransaction(door, (open) => endPresentedSessions(door, open, visitor));
  const presented = presentedSessions(door.origins, visitor.cookies);
  const forgotten = presented.length === 0 ? [visitor] : presented;
  return forgotten.map(({ secure }) => forgettingCookie(door, secure));
}

/** Ends the sessions a browser presents: at log-out, and wherever it is given a new one, so that none stays behind. */
export async function endPresentedSessions(
  door: Pick<Door, 'origins'>,
  open: OpenTransaction,
  visitor: Visitor,
): Promise<void> {
  for (const { id } of presentedSessions(door.origins, visitor.cookies)) {
    for (const ended of await removeSessions(open.tx, { sessionId: sha256(id) })) {
      open.facts.push({ name: 'session.ended', data: { ...ended, reason: 'logged_out' } });
    }
  }
}
