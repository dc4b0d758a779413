import { createMiddleware } from 'hono/factory';
import type { Drain } from '../drain.ts';
import { problemResponse, unavailable } from '../problem.ts';

/** While the process drains, requests that still arrive on open connections are sent elsewhere: `unavailable`. */
export function drainGuard(drain: Drain) {
  return createMiddleware(async (_, next) => {
    if (!drain.begun) return next();
    const answer = problemResponse(unavailable('This server is about to stop. Try again in a moment.'));
    answer.headers.set('connection', 'close');
    return answer;
  });
}
