import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { AppEnv } from '#server/kernel/routing';
import { errorCode, StartError } from '#server/platform/start-error';

/** How long what runs may take to finish once nobody new is let in. */
const FINISH_MS = 2_500;

/** Milliseconds a client may take for its request, and how often that is looked at. */
const PATIENCE = { requestTimeout: 60_000, headersTimeout: 20_000, connectionsCheckingInterval: 5_000 };

/** A server whose requests the app will answer; it does not listen yet. Who dribbles in a request is hung up on. */
export function createHttpServer(app: Pick<Hono<AppEnv>, 'fetch'>, patience = PATIENCE): Server {
  const server = createServer(patience);
  const answer = getRequestListener((request, env) => app.fetch(request, env));
  server.on('request', (incoming, outgoing) => void answer(incoming, outgoing));
  return server;
}

/**
 * Starts to listen.
 * @returns the port, which is the system's choice for port 0
 * @throws StartError when the port is taken or not allowed
 */
export async function listenOn(server: Server, host: string, port: number): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, host, port);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}

/** Stops accepting, lets requests finish for a while, then cuts what is left. */
export async function closeHttpServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, FINISH_MS);
  await closed;
  clearTimeout(cut);
}

function listenError(error: unknown, host: string, port: number): unknown {
  const lines: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program: stop that one, or set PORT to a free one.`,
    EACCES: `Port ${port} may not be used by this user: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine: set HOST=127.0.0.1, or 0.0.0.0 for every network.`,
    ENOTFOUND: `HOST ${host} is no address of this machine: set HOST=127.0.0.1, or 0.0.0.0 for every network.`,
  };
  const line = lines[errorCode(error) ?? ''];
  return line === undefined ? error : new StartError(line, { cause: error });
}
