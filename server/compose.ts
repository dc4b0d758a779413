import { createAuth, type Door } from '#server/features/auth/index';
import type { MediaTools } from '#server/features/media/index';
import type { Services } from '#server/kernel/context';
import { systemClock, type Clock } from '#server/platform/clock';
import { createLogger, type Logger } from '#server/platform/logger';
import { clientFolder, version } from '#server/platform/paths';
import { createPersonLimits } from '#server/platform/person-limits';
import type { Database } from '#server/platform/postgres';
import type { SharedRedis } from '#server/platform/redis/index';
import { inTurn } from '#server/platform/start-turn';
import { Presence } from '#server/realtime/index';
import { Closers } from './compose/closers.ts';
import { startBackground } from './compose/background.ts';
import { openDoor } from './compose/door.ts';
import { openGateway } from './compose/gateway.ts';
import { loadCatalogues } from './compose/catalogues.ts';
import { closeHttpServer, createHttpServer, listenOn } from './compose/http-server.ts';
import { jobHandlers, openJobs } from './compose/jobs.ts';
import { createServices } from './compose/services.ts';
import { openMedia } from './compose/media.ts';
import { openRedis } from './compose/redis.ts';
import { openStorage } from './compose/storage.ts';
import type { Env } from './env.ts';
import { createApp } from './http/app.ts';
import { Drain } from './http/drain.ts';
import { OriginPolicy } from './http/origin-policy.ts';
import { readUi } from './http/ui.ts';

interface Basics {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What an entry point adds to the start. */
export interface Hooks {
  /** Runs when everything works but nobody can come in yet. */
  readonly beforeListen?: (services: Services, media: MediaTools) => Promise<void>;
}

/** What tests put in the place of the real thing. */
export interface Overrides extends Hooks, Partial<Basics> {}

/** A process that is ready to serve. */
export interface Process {
  readonly services: Services;
  readonly media: MediaTools;
  /** Every route and middleware of the HTTP side, for proofs over all of them. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** Starts to serve. @throws StartError when the port cannot be had */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no new work, finishes what runs and closes everything, the database last. Never rejects. */
  close(): Promise<void>;
}

/**
 * Wires everything together; the only place that does.
 * @throws StartError with one line that says what to do; what was already open is closed again
 */
export async function compose(env: Env, overrides: Overrides = {}): Promise<Process> {
  const logger = overrides.logger ?? createLogger(env.logLevel);
  const closers = new Closers(logger);
  try {
    return await open(env, { clock: systemClock, ...overrides, logger }, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function open(
  env: Env,
  { clock, logger, beforeListen }: Basics & Hooks,
  closers: Closers,
): Promise<Process> {
  const { database, url } = await openStorage(env, logger, closers);
  const redis = await openRedis(env, database, logger, closers);
  const media = await openMedia(env, closers);
  const jobs = openJobs(url, logger, closers);
  const presence = new Presence(clock);
  const { db, reserved, gathered } = database;
  const services = createServices({ db, reserved, gathered, clock, jobs, presence, logger });
  const origins = new OriginPolicy(env.origins, logger);
  const door = openDoor(env, { services, origins, redis }, closers);
  await inTurn(database, logger, async () => {
    await loadCatalogues(database.db);
    await jobs.start(jobHandlers(services, door));
  });
  await beforeListen?.(services, media);
  startBackground(services, media, closers);
  return openEdge(env, { database, services, presence, origins, door, media, redis }, closers);
}

interface Inside {
  readonly database: Database;
  readonly services: Services;
  readonly presence: Presence;
  readonly origins: OriginPolicy;
  readonly door: Door;
  readonly media: MediaTools;
  readonly redis: SharedRedis | undefined;
}

/** HTTP and sockets over everything that lies inside. */
async function openEdge(env: Env, inside: Inside, closers: Closers): Promise<Process> {
  const { database, services, presence, origins, door, media, redis } = inside;
  const { logger } = services;
  const drain = new Drain();
  const limits = env.rateLimits ? createPersonLimits(services.clock) : undefined;
  const auth = createAuth(door);
  const ui = await readUi(clientFolder, logger);
  const { trustProxy } = env;
  const health = { version, ping: () => database.ping(), redis: () => redis?.link.state ?? 'off' } as const;
  const app = createApp({ services, door, media, auth, origins, drain, limits, trustProxy, ui, ...health });
  const server = createHttpServer(app);
  const gateway = openGateway({ server, services, presence, auth, origins, limits, trustProxy, redis });
  closers.add('requests and sockets', 3_000, async () => {
    drain.begin();
    await Promise.all([closeHttpServer(server), gateway.close()]);
  });
  return {
    services,
    media,
    routes: app.routes,
    close: () => closers.closeAll(),
    listen: async () => {
      const port = await listenOn(server, env.host, env.port);
      origins.listeningOn(port);
      return { port, url: origins.allowed[0] ?? `http://${env.host}:${port}` };
    },
  };
}
