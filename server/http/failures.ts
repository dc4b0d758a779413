import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Problem } from '#contract/errors';
import { notFound, toProblem, type AppError } from '#server/kernel/errors';
import type { AppEnv } from '#server/kernel/routing';
import { innermost } from '#server/platform/logger';
import type { Logger } from '#server/platform/logger';
import { loggedPath } from './logged-path.ts';
import { asAppError, problemResponse } from './problem.ts';

/** Turns whatever a route threw into a problem. */
export function onError(logger: Logger) {
  return (error: Error, c: Context<AppEnv>): Response =>
    problemResponse(explained(logger, error, { method: c.req.method, path: loggedPath(c.req.path) }));
}

/** The same for acknowledgements of socket events. */
export function explainFailure(logger: Logger) {
  return (error: unknown): Problem => toProblem(explained(logger, error, {}));
}

/** For paths and methods nobody registered. */
export function nothingHere(): Response {
  return problemResponse(notFound('address in this API'));
}

/** Only what is our own fault reaches the log, without what was sent. */
function explained(logger: Logger, error: unknown, about: Record<string, string>): AppError {
  const requestId = randomUUID();
  const failure = asAppError(error, requestId);
  if (failure.code === 'internal') logger.error({ ...about, requestId, err: error }, 'a request failed');
  else if (failure.code === 'unavailable') {
    logger.warn({ ...about, reason: innermost(failure).message }, 'a request found the server unavailable');
  }
  return failure;
}
