import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { AppError } from '#server/kernel/errors';
import type { AppEnv } from '#server/kernel/routing';
import { personKey, type PersonLimits } from '#server/platform/person-limits';

const SENDING = /^\/api\/conversations\/[^/]+\/messages$/;

/**
 * Counts a request against its person, or its address when nobody is logged in; sends apart from everything else.
 * @param limits undefined lets everything pass
 * @throws AppError `rate_limited`
 */
export function rateLimit(limits: PersonLimits | undefined) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const isSend = c.req.method === 'POST' && SENDING.test(c.req.path);
    const wait = (isSend ? limits?.sends : limits?.others)?.take(keyOf(c)) ?? 0;
    if (wait > 0) {
      throw new AppError('rate_limited', 'That was a lot at once. Wait a moment.', {
        retryAfter: Math.ceil(wait),
      });
    }
    await next();
  });
}

function keyOf(c: Context<AppEnv>): string {
  // Open routes have no actor.
  const found: Partial<AppEnv['Variables']> = { ...c.var };
  return found.ctx === undefined ? `address:${c.get('address')}` : personKey(found.ctx.actor.userId);
}
