import { api } from '../../api.ts';
import { request } from '../../request.ts';
import type { Session, SessionStatus } from '../../session/session.svelte.ts';

/** Whether anybody is logged in, asking the server only while that is not known. Never rejects. */
export async function whoIsThere(session: Session): Promise<SessionStatus> {
  if (session.status === 'unknown' || session.status === 'unreachable') await session.load();
  return session.status;
}

/** Whether this site still waits for its first account. Without an answer: no. */
export async function waitsForSetup(): Promise<boolean> {
  try {
    const { needed } = await request(api.setup.$get());
    return needed;
  } catch {
    return false;
  }
}
