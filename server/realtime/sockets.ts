import type { Server, Socket } from 'socket.io';
import type { DownListeners, UpListeners } from '#contract/realtime';
import type { Actor } from '#server/kernel/context';

/** What a socket knows of the person behind it. */
export interface SocketData {
  actor: Actor;
  /** The look that last confirmed the actor; see `standing.ts`. */
  checkedBy?: number;
}

/** What processes say to each other; see `peers.ts`, which looks at what it gets. */
interface PeerListeners {
  peer: (envelope: unknown) => void;
}

export type SpotterServer = Server<UpListeners, DownListeners, PeerListeners, SocketData>;
export type SpotterSocket = Socket<UpListeners, DownListeners, PeerListeners, SocketData>;

/**
 * Every socket is in two rooms: its person's and its session's. A change goes to the rooms of the two people it
 * concerns, so there is no room of a conversation that somebody could stay in after having left it.
 */
export const rooms = {
  user: (userId: number) => `user:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
};
