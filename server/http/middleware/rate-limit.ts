import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { AppError } from '#server/kernel/errors';
import type { AppEnv } from '#server/kernel/routing';
import { addressKey } from '#server/platform/address-key';
import { personKey, type PersonLimits } from '#server/platform/person-limits';
import type { TokenBuckets } from '#server/platform/token-buckets';

const SENDING = /^\/api\/conversations\/[^/]+\/messages$/;
const SEARCHING = '/api/search';

/**
 * Counts a request against its person, or its address when nobody is logged in; sends and searches apart from everything else.
 * @param limits undefined lets everything pass
 * @throws AppError `rate_limited`
 */
export function rateLimit(limits: PersonLimits | undefined) {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (limits) take(bucketsFor(c, limits), keyOf(c));
    await next();
  });
}

function bucketsFor({ req }: Context<AppEnv>, { sends, searches, others }: PersonLimits): TokenBuckets {
  if (req.method === 'POST' && SENDING.test(req.path)) return sends;
  return req.path === SEARCHING ? searches : others;
}

/**
 * Counts a request that shows no session although it needs one against its address.
 * @throws AppError `rate_limited`
 */
export function countStranger(limits: PersonLimits | undefined, address: string): void {
  take(limits?.others, addressKey(address));
}

function take(buckets: TokenBuckets | undefined, key: string): void {
  const wait = buckets?.take(key) ?? 0;
  if (wait === 0) return;
  throw new AppError('rate_limited', 'That was a lot at once. Wait a moment.', { retryAfter: wait });
}

function keyOf(c: Context<AppEnv>): string {
  // Open routes have no actor.
  const found: Partial<AppEnv['Variables']> = { ...c.var };
  return found.ctx === undefined ? addressKey(c.get('address')) : personKey(found.ctx.actor.userId);
}
