import WebSocket from 'ws';
import { SOCKET_PATH } from '../../src/lib/realtime/wire-socketio.ts';

/** Opens the websocket of a page that came from `url`, with the headers its browser would send. */
export function dial(url: string, headers: Readonly<Record<string, string>>): WebSocket {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + SOCKET_PATH, { headers });
  // Whoever listens hears the end that follows.
  socket.on('error', () => undefined);
  return socket;
}
