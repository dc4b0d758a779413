import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Ctx } from '#server/kernel/context';
import { AppError } from '#server/kernel/errors';
import type { AppEnv } from '#server/kernel/routing';
import { personKey } from '#server/platform/person-limits';
import type { TokenBuckets } from '#server/platform/token-buckets';

/**
 * Counts a request against its person, or its address when nobody is logged in.
 * @param buckets undefined lets everything pass
 * @throws AppError `rate_limited`
 */
export function rateLimit(buckets: TokenBuckets | undefined) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const wait = buckets?.take(keyOf(c)) ?? 0;
    if (wait > 0) {
      throw new AppError('rate_limited', 'That was a lot at once. Wait a moment.', {
        retryAfter: Math.ceil(wait),
      });
    }
    await next();
  });
}

function keyOf(c: Context<AppEnv>): string {
  const ctx: Ctx | undefined = c.get('ctx');
  return ctx === undefined ? `address:${c.get('address')}` : personKey(ctx.actor.userId);
}
