import { Hono } from 'hono';
import { authRoutes, type Auth, type Door } from '#server/features/auth/index';
import { brandRoutes } from '#server/features/branding/index';
import { checkInRoutes } from '#server/features/check-ins/index';
import { clientRoutes } from '#server/features/clients/index';
import { conversationRoutes } from '#server/features/conversations/index';
import { inviteRoutes } from '#server/features/invites/index';
import { mediaRoutes, type MediaTools } from '#server/features/media/index';
import { peopleRoutes } from '#server/features/people/index';
import { trainingRoutes } from '#server/features/training/index';
import type { Services } from '#server/kernel/context';
import type { AppEnv } from '#server/kernel/routing';
import type { PersonLimits } from '#server/platform/person-limits';
import { docsRoutes } from './docs-routes.ts';
import type { Drain } from './drain.ts';
import { nothingHere, onError } from './failures.ts';
import { healthRoutes, type HealthSources } from './health.ts';
import { accessLog } from './middleware/access-log.ts';
import { drainGuard } from './middleware/drain-guard.ts';
import { jsonBody } from './middleware/json-body.ts';
import { originGuard } from './middleware/origin-guard.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { requestContext } from './middleware/request-context.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { session } from './middleware/session.ts';
import type { OriginPolicy } from './origin-policy.ts';
import { uiRoutes, type Ui } from './ui.ts';

/** Everything the HTTP side is made of. */
export interface HttpEdge extends HealthSources {
  readonly services: Services;
  readonly origins: OriginPolicy;
  readonly auth: Auth;
  readonly door: Door;
  readonly media: MediaTools;
  /** Undefined when nothing is limited. */
  readonly limits: PersonLimits | undefined;
  /** How many proxies of our own stand in front. */
  readonly trustProxy: number;
  readonly drain: Drain;
  readonly ui: Ui;
}

/** The API's routes, below `/api`. A route needs a session unless its description says `open`. */
function apiRoutes(edge: HttpEdge, app: () => Hono<AppEnv>) {
  return new Hono<AppEnv>()
    .basePath('/api')
    .route('/', healthRoutes(edge))
    .route('/', docsRoutes(app, edge))
    .route('/', authRoutes(edge.door))
    .route('/', inviteRoutes(edge.door))
    .route('/', brandRoutes())
    .route('/', clientRoutes())
    .route('/', conversationRoutes())
    .route('/', mediaRoutes(edge.media))
    .route('/', checkInRoutes())
    .route('/', trainingRoutes())
    .route('/', peopleRoutes());
}

/** What the browser's typed client is made of. */
export type AppType = ReturnType<typeof apiRoutes>;

/** One server: the API, 404 for what it does not know, then files of the UI, then its fallback page. */
export function createApp(edge: HttpEdge): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(accessLog(edge.services.logger), securityHeaders(edge.origins, edge.ui.policy));
  app.use(
    '/api/*',
    drainGuard(edge.drain),
    requestContext(edge.services, edge.trustProxy),
    originGuard(edge.origins),
    session((cookies) => edge.auth.authenticate(cookies), edge.limits),
    rateLimit(edge.limits),
    jsonBody,
  );
  const api = apiRoutes(edge, () => app);
  app.route('/', api);
  app.all('/api', nothingHere);
  app.all('/api/*', nothingHere);
  app.route('/', uiRoutes(edge.ui));
  app.notFound(nothingHere);
  app.onError(onError(edge.services.logger));
  return app;
}
