import type { OpenTransaction } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import type { Door, Visitor } from '../door.ts';
import { sha256 } from '../link-tokens.ts';
import { removeSessions } from '../session-rows.ts';
import { forgettingCookie, presentedSession } from '../sessions.ts';

/** Ends the session the browser presents, if it presents one. Gives a `Set-Cookie` value that makes it forget. */
export async function logOut(door: Door, visitor: Visitor): Promise<string> {
  await openTransaction(door, (open) => endPresentedSession(door, open, visitor));
  const secure = presentedSession(door.origins, visitor.cookies)?.secure ?? visitor.secure;
  return forgettingCookie(door, secure);
}

/** Ends the session a browser presents: at log-out, and at log-in, so that none is left behind. */
export async function endPresentedSession(
  door: Pick<Door, 'origins'>,
  open: OpenTransaction,
  visitor: Visitor,
): Promise<void> {
  const presented = presentedSession(door.origins, visitor.cookies);
  if (!presented) return;
  for (const ended of await removeSessions(open.tx, { sessionId: sha256(presented.id) })) {
    open.facts.push({ name: 'session.ended', data: { ...ended, reason: 'logged_out' } });
  }
}
