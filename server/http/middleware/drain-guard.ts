import { createMiddleware } from 'hono/factory';
import type { Drain } from '../drain.ts';
import { unavailable } from '../problem.ts';

/**
 * While the process drains, requests that still arrive on open connections are sent elsewhere.
 * @throws AppError `unavailable`
 */
export function drainGuard(drain: Drain) {
  return createMiddleware(async (c, next) => {
    if (drain.begun) {
      c.header('connection', 'close');
      throw unavailable('This server is about to stop. Try again in a moment.');
    }
    await next();
  });
}
