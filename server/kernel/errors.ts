import { ERROR_STATUS } from '#contract/errors';
import type { ErrorCode, FieldError, Problem } from '#contract/errors';

const TITLES: Record<ErrorCode, string> = {
  malformed: 'Not readable',
  unauthenticated: 'Log in first',
  invalid_credentials: 'Wrong e-mail address or password',
  forbidden: 'Not allowed for your role',
  not_found: 'Not found',
  conflict: 'Not possible in the present state',
  gone: 'No longer available',
  too_large: 'Too large',
  unsupported_media: 'Unsupported media type',
  invalid_input: 'Some fields are not right',
  rate_limited: 'Too many requests',
  internal: 'Something went wrong on our side',
  unavailable: 'Temporarily unavailable',
};

interface Details {
  errors?: FieldError[];
  /** Seconds. */
  retryAfter?: number;
  cause?: unknown;
}

/** A failure with a name of the protocol. Thrown by verbs, turned into a `Problem` at the edges. */
export class AppError extends Error {
  readonly errors: FieldError[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ErrorCode,
    detail: string,
    details: Details = {},
  ) {
    super(detail, { cause: details.cause });
    this.name = 'AppError';
    this.errors = details.errors;
    this.retryAfter = details.retryAfter;
  }
}

/** Missing and not yours look alike, so that nobody can find out which ids exist. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no such ${what}.`);
}

export function forbidden(detail: string): AppError {
  return new AppError('forbidden', detail);
}

export function conflict(detail: string): AppError {
  return new AppError('conflict', detail);
}

/** One wrong field. `path` is dotted. */
export function invalidInput(path: string, message: string): AppError {
  return new AppError('invalid_input', path === '' ? `The input ${message}.` : `${path} ${message}.`, {
    errors: [{ path, message }],
  });
}

/** The form in which a failure leaves the process. */
export function toProblem(error: AppError): Problem {
  return {
    type: `urn:spotter:problem:${error.code}`,
    title: TITLES[error.code],
    status: ERROR_STATUS[error.code],
    code: error.code,
    detail: error.message,
    ...(error.errors && { errors: error.errors }),
    ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
  };
}

/** For the default branch of a closed union. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
