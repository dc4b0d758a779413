/** Every way a request can fail, with the HTTP status it travels under. Names are part of the protocol. */
export const ERROR_STATUS = {
  malformed: 400,
  unauthenticated: 401,
  invalid_credentials: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_media: 415,
  invalid_input: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export interface FieldError {
  /** Dotted path of the field, for example `exercises.0.sets`; empty for the whole body. */
  path: string;
  message: string;
}

/** RFC 9457 problem details, over HTTP and in socket acknowledgements alike. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  errors?: FieldError[];
  /** Seconds until another try makes sense (`rate_limited`, `unavailable`). */
  retryAfter?: number;
}
