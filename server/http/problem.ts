import { HTTPException } from 'hono/http-exception';
import type { ErrorCode } from '#contract/errors';
import { AppError, toProblem } from '#server/kernel/errors';
import { StorageUnavailableError } from '#server/platform/storage/index';
import { isContention, isDatabaseUnavailable, isDiskFull } from '#server/platform/postgres';

/** Seconds after which a database that went away is worth another try. */
const RETRY_UNAVAILABLE = 5;

const CODES_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media',
};

/**
 * The failure as the protocol names it. What nobody foresaw becomes `internal` and tells nothing about itself.
 * @param requestId by which the log can be searched
 */
export function asAppError(error: unknown, requestId?: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) {
    const code = CODES_BY_STATUS[error.status];
    if (code !== undefined) return new AppError(code, error.message);
  }
  if (isDiskFull(error)) {
    return unavailable(
      'The disk is full: nothing was stored. The owner of this server has to make room.',
      error,
    );
  }
  if (error instanceof StorageUnavailableError) {
    return unavailable(
      'The store of uploads does not answer. Nothing was stored; try again in a moment.',
      error,
    );
  }
  if (isDatabaseUnavailable(error)) {
    return unavailable('The database does not answer. Nothing was confirmed; try again in a moment.', error);
  }
  if (isContention(error)) {
    return unavailable('Somebody else is changing the same thing. Nothing was stored; try again.', error);
  }
  const hint = requestId === undefined ? '' : ` In the log it is request ${requestId}.`;
  return new AppError('internal', `That should not have happened.${hint}`, { cause: error });
}

/** An `unavailable` that says when another try makes sense. */
export function unavailable(detail: string, cause?: unknown): AppError {
  return new AppError('unavailable', detail, { retryAfter: RETRY_UNAVAILABLE, cause });
}

/** RFC 9457: `application/problem+json`, with `Retry-After` where waiting helps. */
export function problemResponse(error: AppError): Response {
  const problem = toProblem(error);
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (error.retryAfter !== undefined) headers.set('retry-after', String(Math.ceil(error.retryAfter)));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
