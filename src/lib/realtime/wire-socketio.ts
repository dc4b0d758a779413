import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { Problem } from '#contract/errors';
import type { DownListeners, UpListeners, Ack, UpResults } from '#contract/realtime';
import type { AskEvent, UpPayload, Wire, WireHandlers } from './wire.ts';

type SpotterSocket = Socket<DownListeners, UpListeners>;
type Asks = {
  [E in AskEvent]: (payload: UpPayload<E>, timeoutMs: number) => Promise<Ack<UpResults[E]>>;
};

export interface SocketIoOptions {
  /** Left out, the page's own origin. */
  url?: string;
  /** For clients outside of a browser, which carry the session cookie themselves. */
  extraHeaders?: Record<string, string>;
}

/** The wire over Socket.IO: websocket only, the session's cookie at the handshake, jittered reconnection. */
export function socketIoWire(handlers: WireHandlers, options: SocketIoOptions = {}): Wire {
  const settings = {
    path: '/socket.io',
    transports: ['websocket'],
    withCredentials: true,
    autoConnect: false,
    // Full jitter: the first try comes within a second, and whoever is cut off together does not come back together.
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    randomizationFactor: 1,
    ...(options.extraHeaders && { extraHeaders: options.extraHeaders }),
  };
  const socket: SpotterSocket = options.url === undefined ? io(settings) : io(options.url, settings);
  listen(socket, handlers);
  const asks = asksOf(socket);
  return {
    open: () => {
      // Ends the pause between two tries, so that coming online is not slept through.
      if (socket.active && !socket.connected) socket.disconnect();
      socket.connect();
    },
    close: () => void socket.disconnect(),
    ask: (event, payload, timeoutMs) => asks[event](payload, timeoutMs),
    tell: (event, payload) => {
      // Without this socket.io would keep it and send it on reconnection, when it is long untrue.
      if (socket.connected) socket.volatile.emit(event, payload);
    },
  };
}

function listen(socket: SpotterSocket, handlers: WireHandlers): void {
  socket.on('connect', () => handlers.opened());
  // `active` is false when the server hung up on purpose: then socket.io does not come back by itself.
  socket.on('disconnect', () => handlers.closed(socket.active));
  socket.on('connect_error', (error) => {
    if (socket.active) handlers.closed(true);
    else handlers.refused(error.message, retryAfterOf(error));
  });
  socket.on('conversation:changed', (payload) =>
    handlers.incoming({ event: 'conversation:changed', payload }),
  );
  socket.on('receipt:updated', (payload) => handlers.incoming({ event: 'receipt:updated', payload }));
  socket.on('typing:updated', (payload) => handlers.incoming({ event: 'typing:updated', payload }));
  socket.on('presence:updated', (payload) => handlers.incoming({ event: 'presence:updated', payload }));
  socket.on('conversation:added', (payload) => handlers.incoming({ event: 'conversation:added', payload }));
  socket.on('conversation:removed', (payload) =>
    handlers.incoming({ event: 'conversation:removed', payload }),
  );
  socket.on('settings:updated', (payload) => handlers.incoming({ event: 'settings:updated', payload }));
  socket.on('draft:updated', (payload) => handlers.incoming({ event: 'draft:updated', payload }));
  socket.on('scheduled:updated', (payload) => handlers.incoming({ event: 'scheduled:updated', payload }));
  socket.on('sync:needed', (payload) => handlers.incoming({ event: 'sync:needed', payload }));
  socket.on('session:ended', (payload) => handlers.incoming({ event: 'session:ended', payload }));
}

/** One entry per event, because a generic event name does not reach through socket.io's types. */
function asksOf(socket: SpotterSocket): Asks {
  return {
    'message:send': (payload, ms) => socket.timeout(ms).emitWithAck('message:send', payload),
    'message:edit': (payload, ms) => socket.timeout(ms).emitWithAck('message:edit', payload),
    'message:delete': (payload, ms) => socket.timeout(ms).emitWithAck('message:delete', payload),
    'reaction:set': (payload, ms) => socket.timeout(ms).emitWithAck('reaction:set', payload),
    'receipt:delivered': (payload, ms) => socket.timeout(ms).emitWithAck('receipt:delivered', payload),
    'receipt:read': (payload, ms) => socket.timeout(ms).emitWithAck('receipt:read', payload),
    'draft:set': (payload, ms) => socket.timeout(ms).emitWithAck('draft:set', payload),
    sync: (payload, ms) => socket.timeout(ms).emitWithAck('sync', payload),
  };
}

/** Seconds from the Problem that a refused handshake carries as `data`. */
function retryAfterOf(error: Error & { data?: Partial<Problem> }): number | undefined {
  return error.data?.retryAfter;
}
