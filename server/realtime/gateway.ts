import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Problem } from '#contract/errors';
import { MAX_EVENT_BYTES } from '#contract/realtime';
import type { Actor, Services } from '#server/kernel/context';
import { recordSeen } from '#server/features/conversations/index';
import type { Logger } from '#server/platform/logger';
import type { PersonLimits } from '#server/platform/person-limits';
import type { SharedRedis } from '#server/platform/redis/index';
import { redisAdapter } from './adapter.ts';
import { joinOthers } from './cluster.ts';
import type { CountEvent, ExplainFailure } from './dispatch.ts';
import { Floods, insistOnGoodbye } from './floods.ts';
import { gatherWrites } from './gathered-writes.ts';
import { Handshakes, HELLO_WITHIN_MS } from './handshakes.ts';
import { Listener } from './listen.ts';
import { LocalEffects } from './local-effects.ts';
import { hangUp } from './hang-up.ts';
import { Newcomers } from './newcomers.ts';
import { OpenEvents } from './open-events.ts';
import { PresenceTeller } from './presence-teller.ts';
import type { Presence } from './presence.ts';
import { Publisher } from './publisher.ts';
import { SlowReaders } from './slow-readers.ts';
import { rooms } from './sockets.ts';
import type { SpotterServer, SpotterSocket } from './sockets.ts';
import { textFrames } from './text-frames.ts';
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
  /** Whether sockets of one person and frames of one socket are limited. */
  limited: boolean;
  /** What a person may do, which counts at every process; undefined when nothing is limited. */
  limits: PersonLimits | undefined;
  /** Undefined when this is the only process of its database. */
  shared: SharedRedis | undefined;
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
    connectTimeout: HELLO_WITHIN_MS,
    parser: textFrames,
    ...(options.shared && { adapter: redisAdapter(options.shared) }),
    allowRequest: (request: IncomingMessage, decide) => {
      decide(null, options.allowsOrigin(request.headers.origin));
    },
  });
  const events = new OpenEvents();
  const readers = new SlowReaders(logger);
  const local = new LocalEffects({
    io,
    memberships: services.memberships,
    standing: options.standing,
  });
  const { limits, shared } = options;
  const leaveOthers = shared && joinOthers({ io, services, presence, local, limits, redis: shared.link });
  new Publisher(io, services, local).start();
  const teller = new PresenceTeller(io, services);
  presence.onChange((change) => {
    teller.tell(change);
  });
  const floods = new Floods(logger, limits);
  io.engine.on('connection', (connection: SpotterSocket['conn']) => {
    gatherWrites(connection);
    insistOnGoodbye(connection);
    if (options.limited) floods.watch(connection);
  });
  const handshakes = new Handshakes(io, options);
  io.use((socket, next) => {
    handshakes.greet(socket).then(
      () => {
        next();
      },
      (error: unknown) => {
        next(refusal(options.explainFailure(error)));
      },
    );
  });
  const newcomers = new Newcomers((sockets) => checkSessions(options, sockets));
  const listener = new Listener({ ...options, events });
  io.on('connection', (socket) => {
    admit(presence, socket);
    if (options.limited) floods.belongsTo(socket.conn, socket.data.actor.userId);
    readers.watch(socket);
    listener.listenTo(socket);
    // What changed between the handshake and the joining was told to nobody: a session that ended, another role.
    newcomers.add(socket);
  });
  let sweeping = false;
  const sweep = setInterval(() => {
    // With a slow database one look may take longer than that: a second one would only take it another connection.
    if (sweeping) return;
    sweeping = true;
    void checkSessions(options, [...io.sockets.sockets.values()]).finally(() => (sweeping = false));
  }, SWEEP_EVERY_MS);
  sweep.unref();
  return {
    async close() {
      clearInterval(sweep);
      readers.close();
      await events.finish(FINISH_MS);
      leaveOthers?.();
      // First the sockets: people move on at once, even while the database takes its time.
      await hangUp(io);
      await rememberSeen(options, presence.close());
    },
  };
}

/** Socket.IO hands `message` and `data` of this error to the client's `connect_error`. */
function refusal(problem: Problem): Error & { data: Problem } {
  return Object.assign(new Error(problem.code), { data: problem });
}

function admit(presence: Presence, socket: SpotterSocket): void {
  const { userId, sessionId } = socket.data.actor;
  void socket.join([rooms.user(userId), rooms.session(sessionId)]);
  presence.arrive(userId);
  socket.on('disconnect', () => {
    presence.leave(userId);
  });
}

/** Best effort: whatever it could not see, the next look sees. */
async function checkSessions(options: GatewayOptions, sockets: readonly SpotterSocket[]): Promise<void> {
  try {
    await options.standing.look(sockets);
  } catch (error) {
    options.logger.warn({ err: error }, 'the sessions of connected devices could not be checked');
  }
}

/** Best effort: the process ends whether the database still takes it or not. */
async function rememberSeen(options: GatewayOptions, userIds: readonly number[]): Promise<void> {
  try {
    const at = options.services.clock.now();
    await recordSeen(
      options.services,
      userIds.map((userId) => ({ userId, at })),
    );
  } catch (error) {
    options.logger.warn({ err: error }, 'when people were last seen could not be stored');
  }
}
