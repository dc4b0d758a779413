import { createAuth } from '#server/features/auth/sessions';
import type { Services } from '#server/kernel/context';
import { systemClock, type Clock } from '#server/platform/clock';
import { createLogger, type Logger } from '#server/platform/logger';
import { clientFolder, version } from '#server/platform/paths';
import { countEvents, createPersonLimits } from '#server/platform/person-limits';
import { createGateway, Presence } from '#server/realtime/index';
import { Closers } from './compose/closers.ts';
import { closeHttpServer, createHttpServer, listenOn } from './compose/http-server.ts';
import { startJobs } from './compose/jobs.ts';
import { createServices } from './compose/services.ts';
import { openStorage } from './compose/storage.ts';
import type { Env } from './env.ts';
import { createApp } from './http/app.ts';
import { Drain } from './http/drain.ts';
import { explainFailure } from './http/failures.ts';
import { OriginPolicy } from './http/origin-policy.ts';
import { readUi } from './http/ui.ts';

/** What an entry point adds to the start. */
export interface Hooks {
  /** Runs when everything works but nobody can come in yet. */
  readonly beforeListen?: (services: Services) => Promise<void>;
}

/** What tests put in the place of the real thing. */
export interface Overrides extends Hooks {
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** A process that is ready to serve. */
export interface Process {
  readonly services: Services;
  /** Starts to serve. @throws StartError when the port cannot be had */
  listen(): Promise<{ readonly url: string }>;
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
    const running = await open(env, { clock: overrides.clock ?? systemClock, logger }, closers);
    await overrides.beforeListen?.(running.services);
    return running;
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function open(
  env: Env,
  { clock, logger }: { clock: Clock; logger: Logger },
  closers: Closers,
): Promise<Process> {
  const { database, url } = await openStorage(env, logger, closers);
  const jobs = await startJobs(url, logger, closers);
  const presence = new Presence(clock);
  const services = createServices({ db: database.db, clock, jobs, presence, logger });
  const origins = new OriginPolicy(env.origins, logger);
  const drain = new Drain();
  const limits = env.rateLimits ? createPersonLimits() : undefined;
  const auth = createAuth({
    db: database.db,
    clock,
    get origins() {
      return origins.allowed;
    },
  });
  const app = createApp({
    services,
    origins,
    drain,
    limits,
    trustProxy: env.trustProxy,
    ui: await readUi(clientFolder, logger),
    version,
    ping: () => database.ping(),
    authenticate: (cookies) => auth.authenticate(cookies),
  });
  const server = createHttpServer(app);
  const gateway = createGateway({
    server,
    services,
    presence,
    logger,
    authenticate: (cookies) => auth.authenticate(cookies),
    stillValid: (sessionIds) => auth.stillValid(sessionIds),
    allowsOrigin: (origin) => origins.allows(origin),
    countEvent: countEvents(limits),
    explainFailure: explainFailure(logger),
  });
  closers.add('requests and sockets', 5_000, async () => {
    drain.begin();
    await Promise.all([closeHttpServer(server), gateway.close()]);
  });
  return {
    services,
    close: () => closers.closeAll(),
    listen: async () => {
      const port = await listenOn(server, env.host, env.port);
      origins.listeningOn(port);
      return { url: origins.allowed[0] ?? `http://${env.host}:${port}` };
    },
  };
}
