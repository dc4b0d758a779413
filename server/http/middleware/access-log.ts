import { createMiddleware } from 'hono/factory';
import type { Logger } from '#server/platform/logger';

/** One debug line per request, without the query: searches and links with tokens are nobody's business. */
export function accessLog(logger: Logger) {
  return createMiddleware(async (c, next) => {
    const startedAt = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedAt);
    logger.debug(
      { method: c.req.method, path: withoutTokens(c.req.path), status: c.res.status, ms },
      'request',
    );
  });
}

/** Links carry their secret in the path. */
function withoutTokens(path: string): string {
  return path.replaceAll(/[\w-]{32,}/g, '[token]');
}
