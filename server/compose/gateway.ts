import type { Server } from 'node:http';
import type { Auth } from '#server/features/auth/index';
import type { Services } from '#server/kernel/context';
import { countEvents, type PersonLimits } from '#server/platform/person-limits';
import type { SharedRedis } from '#server/platform/redis/index';
import { createGateway, StandingCheck, type Gateway, type Presence } from '#server/realtime/index';
import { explainFailure } from '../http/failures.ts';
import type { OriginPolicy } from '../http/origin-policy.ts';
import { recognizeHandshake } from './handshake.ts';

interface Parts {
  readonly server: Server;
  readonly services: Services;
  readonly presence: Presence;
  readonly auth: Auth;
  readonly origins: OriginPolicy;
  readonly limits: PersonLimits | undefined;
  readonly trustProxy: number;
  readonly redis: SharedRedis | undefined;
}

/** Sockets on the same server, with the same sessions, origins and limits as HTTP. */
export function openGateway({
  server,
  services,
  presence,
  auth,
  origins,
  limits,
  trustProxy,
  redis,
}: Parts): Gateway {
  return createGateway({
    server,
    services,
    presence,
    logger: services.logger,
    authenticate: recognizeHandshake({ auth, limits, trustProxy }),
    standing: new StandingCheck((sessionIds) => auth.standing(sessionIds)),
    allowsOrigin: (origin) => origins.allows(origin),
    countEvent: countEvents(limits),
    explainFailure: explainFailure(services.logger),
    limited: limits !== undefined,
    limits,
    shared: redis,
  });
}
