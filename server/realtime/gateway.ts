import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Problem } from '#contract/errors';
import { MAX_EVENT_BYTES } from '#contract/realtime';
import type { Actor, Services } from '#server/kernel/context';
import { recordSeen } from '#server/features/conversations/index';
import { AppError } from '#server/kernel/errors';
import type { Logger } from '#server/platform/logger';
import { dispatch } from './dispatch.ts';
import type { CountEvent, ExplainFailure } from './dispatch.ts';
import { Lanes } from './lanes.ts';
import { LocalEffects } from './local-effects.ts';
import { hangUp } from './hang-up.ts';
import { OpenEvents } from './open-events.ts';
import type { Presence } from './presence.ts';
import { Publisher } from './publisher.ts';
import { rooms } from './sockets.ts';
import type { SpotterServer, SpotterSocket } from './sockets.ts';
import type { StandingCheck } from './standing.ts';

/** How often each process looks whether what its sockets know of their people is still true. */
const SWEEP_EVERY_MS = 30_000;

/** How long events under way may take to finish once the process ends. */
const FINISH_MS = 2_000;

export interface GatewayOptions {
  server: HttpServer;
  services: Services;
  presence: Presence;
  logger: Logger;
  /** The person who shakes hands; undefined when there is none. @throws AppError `rate_limited` */
  authenticate(handshake: IncomingMessage): Promise<{ actor: Actor } | undefined>;
  /** Knows which sessions still stand, and what their people are now. */
  standing: StandingCheck;
  /** Whether a browser page of that origin may connect. Websockets know no CORS: without this, any page could. */
  allowsOrigin(origin: string | undefined): boolean;
  countEvent: CountEvent;
  explainFailure: ExplainFailure;
}

export interface Gateway {
  /** Takes no more events, finishes those under way, then closes every socket; clients reconnect elsewhere or later. */
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
  const events = new OpenEvents();
  const local = new LocalEffects({
    io,
    memberships: services.memberships,
    standing: options.standing,
  });
  const publisher = new Publisher(io, services, local);
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
    admit(options, events, socket);
  });
  const sweep = setInterval(() => {
    checkSessions(options, [...io.sockets.sockets.values()]);
  }, SWEEP_EVERY_MS);
  sweep.unref();
  return {
    async close() {
      clearInterval(sweep);
      await events.finish(FINISH_MS);
      await rememberSeen(options, presence.close());
      await hangUp(io);
    },
  };
}

/** @throws AppError `unauthenticated` when the handshake carries no standing session */
async function greet(options: GatewayOptions, socket: SpotterSocket): Promise<void> {
  const found = await options.authenticate(socket.request);
  if (!found) throw new AppError('unauthenticated', 'Log in first.');
  socket.data.actor = found.actor;
}

/** Socket.IO hands `message` and `data` of this error to the client's `connect_error`. */
function refusal(problem: Problem): Error & { data: Problem } {
  return Object.assign(new Error(problem.code), { data: problem });
}

function admit(options: GatewayOptions, events: OpenEvents, socket: SpotterSocket): void {
  const { actor } = socket.data;
  void socket.join([rooms.user(actor.userId), rooms.session(actor.sessionId)]);
  options.presence.arrive(actor.userId);
  // What changed between the handshake and the joining was told to nobody: a session that ended, another role.
  checkSessions(options, [socket]);
  socket.on('disconnect', () => {
    options.presence.leave(actor.userId);
  });
  const syncs = new Lanes<'sync'>();
  const edge = { explain: options.explainFailure, count: options.countEvent };
  socket.onAny((name: unknown, ...args: unknown[]) => {
    const event = String(name);
    const ack = args.at(-1);
    // Who acts is read anew each time: a session is renamed, a role changes.
    const ctx = { ...options.services, actor: socket.data.actor, askingSocket: socket.id };
    const answered = () => events.answer(() => dispatch(edge, ctx, event, args[0]));
    // A sync can be a large answer to a small question: one at a time for each socket.
    void (event === 'sync' ? syncs.run('sync', answered) : answered()).then((answer) => {
      if (typeof ack === 'function') Reflect.apply(ack, undefined, [answer]);
    });
  });
}

function checkSessions(options: GatewayOptions, sockets: readonly SpotterSocket[]): void {
  options.standing.look(sockets).catch((error: unknown) => {
    options.logger.warn({ err: error }, 'the sessions of connected devices could not be checked');
  });
}

/** Best effort: the process ends whether the database still takes it or not. */
async function rememberSeen(options: GatewayOptions, userIds: readonly number[]): Promise<void> {
  try {
    await recordSeen(options.services, userIds, options.services.clock.now());
  } catch (error) {
    options.logger.warn({ err: error }, 'when people were last seen could not be stored');
  }
}
