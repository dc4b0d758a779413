import { createMiddleware } from 'hono/factory';
import { forbidden } from '#server/kernel/errors';
import type { OriginPolicy } from '../origin-policy.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets only pages of our own change things: a cookie alone proves nothing, browsers send it along for anybody.
 * @throws AppError `forbidden` for an unsafe method with a foreign or missing `Origin`
 */
export function originGuard(origins: OriginPolicy) {
  return createMiddleware(async (c, next) => {
    if (!SAFE_METHODS.has(c.req.method) && !origins.allows(c.req.header('origin'))) {
      throw forbidden(
        'This request did not come from an allowed origin. The log of the server says what to set.',
      );
    }
    await next();
  });
}
