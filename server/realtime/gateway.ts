import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Problem } from '#contract/errors';
import { MAX_EVENT_BYTES } from '#contract/realtime';
import type { Actor, Services } from '#server/kernel/context';
import { AppError } from '#server/kernel/errors';
import type { Logger } from '#server/platform/logger';
import { dispatch } from './dispatch.ts';
import type { CountEvent, ExplainFailure } from './dispatch.ts';
import type { Presence } from './presence.ts';
import { Publisher } from './publisher.ts';
import { rooms } from './sockets.ts';
import type { SpotterServer, SpotterSocket } from './sockets.ts';

/** How often each process looks whether the sessions of its sockets still stand. */
const SWEEP_EVERY_MS = 30_000;

export interface GatewayOptions {
  server: HttpServer;
  services: Services;
  presence: Presence;
  logger: Logger;
  /** The person behind a cookie header; undefined when there is none. */
  authenticate(cookieHeader: string | undefined): Promise<{ actor: Actor } | undefined>;
  /** Which of these sessions (by hash) still stand. */
  stillValid(sessionIds: string[]): Promise<ReadonlySet<string>>;
  /** Whether a browser page of that origin may connect. Websockets know no CORS: without this, any page could. */
  allowsOrigin(origin: string | undefined): boolean;
  countEvent: CountEvent;
  explainFailure: ExplainFailure;
}

export interface Gateway {
  /** Closes every socket; clients reconnect elsewhere or later. */
  close(): Promise<void>;
}

/** The Socket.IO side of the process: handshake, rooms, events, presence. */
export function createGateway(options: GatewayOptions): Gateway {
  const { presence, services, logger } = options;
  const io: SpotterServer = new Server(options.server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: MAX_EVENT_BYTES,
    allowRequest: (request: IncomingMessage, decide) => {
      decide(null, options.allowsOrigin(request.headers.origin));
    },
  });
  const publisher = new Publisher(io, services);
  presence.onChange((userId, view) => {
    publisher.tellPresence(userId, view).catch((error: unknown) => {
      logger.warn({ err: error }, 'presence could not be told');
    });
  });
  io.use((socket, next) => {
    greet(options, socket).then(
      () => {
        next();
      },
      (error: unknown) => {
        next(refusal(options.explainFailure(error)));
      },
    );
  });
  io.on('connection', (socket) => {
    admit(options, socket);
  });
  const sweep = setInterval(() => {
    endStaleSockets(options, io).catch((error: unknown) => {
      logger.warn({ err: error }, 'the sessions of connected devices could not be checked');
    });
  }, SWEEP_EVERY_MS);
  sweep.unref();
  return {
    async close() {
      clearInterval(sweep);
      presence.close();
      await io.close();
    },
  };
}

/** @throws AppError `unauthenticated` when the handshake carries no standing session */
async function greet(options: GatewayOptions, socket: SpotterSocket): Promise<void> {
  const found = await options.authenticate(socket.handshake.headers.cookie);
  if (!found) throw new AppError('unauthenticated', 'Log in first.');
  socket.data.actor = found.actor;
}

/** Socket.IO hands `message` and `data` of this error to the client's `connect_error`. */
function refusal(problem: Problem): Error & { data: Problem } {
  return Object.assign(new Error(problem.code), { data: problem });
}

function admit(options: GatewayOptions, socket: SpotterSocket): void {
  const { actor } = socket.data;
  void socket.join([rooms.user(actor.userId), rooms.session(actor.sessionId)]);
  options.presence.arrive(actor.userId);
  socket.on('disconnect', () => {
    options.presence.leave(actor.userId);
  });
  const edge = { explain: options.explainFailure, count: options.countEvent };
  socket.onAny((event: string, ...args: unknown[]) => {
    const ack = args.at(-1);
    // Who acts is read anew each time: a session is renamed when its person changes their password.
    const ctx = { ...options.services, actor: socket.data.actor, askingSocket: socket.id };
    void dispatch(edge, ctx, event, args[0]).then((answer) => {
      if (typeof ack === 'function') Reflect.apply(ack, undefined, [answer]);
    });
  });
}

/** Heals what an event did not tell: sessions that expired, or ended while nobody could say so. */
async function endStaleSockets(options: GatewayOptions, io: SpotterServer): Promise<void> {
  const sockets = [...io.sockets.sockets.values()];
  const asked = new Set(sockets.map((socket) => socket.data.actor.sessionId));
  if (asked.size === 0) return;
  const standing = await options.stillValid([...asked]);
  for (const socket of sockets) {
    const { sessionId } = socket.data.actor;
    // One renamed meanwhile was not asked about.
    if (standing.has(sessionId) || !asked.has(sessionId)) continue;
    socket.emit('session:ended', { reason: 'expired' });
    socket.disconnect(true);
  }
}
