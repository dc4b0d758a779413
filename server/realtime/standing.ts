import type { SpotterSocket } from './sockets.ts';

/**
 * Ends the sockets whose session no longer stands. Heals what an event did not tell: sessions that expired, or that
 * ended while a socket was just being admitted or nobody could say so.
 * @param stillValid which of these sessions (by hash) still stand
 */
export async function endStaleSockets(
  sockets: readonly SpotterSocket[],
  stillValid: (sessionIds: string[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const asked = new Set(sockets.map((socket) => socket.data.actor.sessionId));
  if (asked.size === 0) return;
  const standing = await stillValid([...asked]);
  for (const socket of sockets) {
    const { sessionId } = socket.data.actor;
    // One renamed meanwhile was not asked about.
    if (standing.has(sessionId) || !asked.has(sessionId)) continue;
    socket.emit('session:ended', { reason: 'expired' });
    socket.disconnect(true);
  }
}
