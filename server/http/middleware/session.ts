import { createMiddleware } from 'hono/factory';
import type { Auth } from '#server/features/auth/index';
import { AppError } from '#server/kernel/errors';
import type { AppEnv } from '#server/kernel/routing';
import type { PersonLimits } from '#server/platform/person-limits';
import { marksOf } from '../route-marks.ts';
import { countStranger } from './rate-limit.ts';

/**
 * Leaves the actor's context for routes that need a session. Those described as open pass without a look at the
 * cookie, and so do addresses where nothing is.
 * @throws AppError `unauthenticated`; `rate_limited` for an address from which that comes too often
 */
export function session(authenticate: Auth['authenticate'], limits?: PersonLimits) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const { exists, open } = marksOf(c);
    if (!exists || open) return next();
    const found = await authenticate(c.req.header('cookie'));
    if (found === undefined) {
      countStranger(limits, c.get('address'));
      throw new AppError('unauthenticated', 'Log in to do this.');
    }
    c.set('ctx', { ...c.get('services'), actor: found.actor });
    await next();
    if (found.freshCookie !== undefined && !c.res.headers.has('set-cookie')) {
      c.header('set-cookie', found.freshCookie);
    }
  });
}
