import type { ErrorCode, FieldError, Problem } from '#contract/errors';

/** What can go wrong on this side of the wire: nobody answered, or it took too long. */
export type ClientErrorCode = ErrorCode | 'offline' | 'timeout';

/** One table from error code to what a person reads. */
export const ERROR_TEXT: Record<ClientErrorCode, string> = {
  malformed: 'That could not be read. Reload the page and try again.',
  unauthenticated: 'You are logged out. Log in to go on.',
  invalid_credentials: 'The e-mail address or the password is wrong.',
  forbidden: 'Your account may not do that.',
  not_found: 'This is no longer here, or not yours to see.',
  conflict: 'This has changed in the meantime. Look again before you go on.',
  gone: 'This link is no longer valid.',
  too_large: 'That is too large.',
  unsupported_media: 'Files of this kind cannot be used here.',
  invalid_input: 'Some fields are not right.',
  rate_limited: 'That was a lot at once. Wait a moment and try again.',
  internal: 'Something went wrong on our side. Try again in a moment.',
  unavailable: 'The server is busy or restarting. Try again in a moment.',
  offline: 'No connection. Check your network and try again.',
  timeout: 'No answer in time. Try again.',
};

/** The codes whose `detail` says more than the table could: it names the very thing that stands in the way. */
const TELLING: ReadonlySet<ClientErrorCode> = new Set(['conflict', 'gone', 'forbidden', 'unsupported_media']);

/** Codes after which the same request may work later, without anybody changing it. */
const TRANSIENT: ReadonlySet<ClientErrorCode> = new Set([
  'offline',
  'timeout',
  'unavailable',
  'rate_limited',
]);

/** A request that failed, by its name in the protocol. */
export class ApiError extends Error {
  /** Wrong fields by dotted path; empty unless `invalid_input`. */
  readonly fields: readonly FieldError[];
  /** Seconds until another try makes sense, if the server said so. */
  readonly retryAfter: number | undefined;
  /** What it is about where a sentence does not say so, such as a file's name. */
  about: string | undefined;

  constructor(
    readonly code: ClientErrorCode,
    details: { detail?: string; fields?: readonly FieldError[]; retryAfter?: number | undefined } = {},
  ) {
    super(details.detail ?? ERROR_TEXT[code]);
    this.name = 'ApiError';
    this.fields = details.fields ?? [];
    this.retryAfter = details.retryAfter;
  }

  /** Whether trying again unchanged can help. */
  get transient(): boolean {
    return TRANSIENT.has(this.code);
  }

  /** What is wrong with one field (dotted path), if anything. */
  field(path: string): string | undefined {
    return this.fields.find((error) => error.path === path)?.message;
  }
}

/** A `Problem` of the server as an error. */
export function fromProblem(problem: Problem): ApiError {
  return new ApiError(problem.code, {
    detail: problem.detail,
    ...(problem.errors && { fields: problem.errors }),
    retryAfter: problem.retryAfter,
  });
}

/** Anything thrown as an `ApiError`: fetch throws a `TypeError` when nobody answers. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TypeError) return new ApiError('offline');
  return new ApiError('internal');
}

/** The sentence to show for anything thrown. */
export function messageOf(error: unknown): string {
  const known = toApiError(error);
  const sentence = TELLING.has(known.code) ? known.message : ERROR_TEXT[known.code];
  return known.about === undefined ? sentence : `${known.about}: ${sentence}`;
}

/** Whether an error is this one of the protocol's. */
export function failedWith(error: unknown, code: ClientErrorCode): boolean {
  return error instanceof ApiError && error.code === code;
}
