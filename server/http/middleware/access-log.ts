import { createMiddleware } from 'hono/factory';
import type { Logger } from '#server/platform/logger';
import { loggedPath } from '../logged-path.ts';

/** One debug line per request, without the query: searches and links with tokens are nobody's business. */
export function accessLog(logger: Logger) {
  return createMiddleware(async (c, next) => {
    const startedAt = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedAt);
    logger.debug({ method: c.req.method, path: loggedPath(c.req.path), status: c.res.status, ms }, 'request');
  });
}
