import { ERROR_STATUS } from '#contract/errors';
import type { ErrorCode, FieldError } from '#contract/errors';
import { ApiError } from './errors.ts';

/** What a call of the typed client gives, as far as it is needed here. */
interface Answer<T> {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<T>;
}

/** The JSON of an answer. Every failure is thrown as an `ApiError`, `offline` when nobody answered. */
export async function request<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await succeeded(call);
  return answer.json();
}

/** Waits for an answer that carries nothing (204, 202). Failures as with `request`. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  await succeeded(call);
}

async function succeeded<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  const answer = await call.catch(() => {
    throw new ApiError('offline');
  });
  if (!answer.ok) throw await failure(answer);
  return answer;
}

/** A proxy in front may answer with something that is no Problem: then the status has to do. */
async function failure(answer: Answer<unknown>): Promise<ApiError> {
  const body: unknown = await answer.json().catch(() => null);
  const problem: Record<string, unknown> = isRecord(body) ? body : {};
  const { code, detail, errors, retryAfter } = problem;
  const header = Number(answer.headers.get('retry-after') ?? undefined);
  const seconds = typeof retryAfter === 'number' ? retryAfter : header;
  return new ApiError(isErrorCode(code) ? code : codeOf(answer.status), {
    ...(typeof detail === 'string' && { detail }),
    fields: Array.isArray(errors) ? errors.filter(isFieldError) : [],
    retryAfter: Number.isFinite(seconds) ? seconds : undefined,
  });
}

function codeOf(status: number): ErrorCode {
  if (status === 502 || status === 504) return 'unavailable';
  for (const [code, known] of Object.entries(ERROR_STATUS)) {
    if (known === status && isErrorCode(code)) return code;
  }
  return 'internal';
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code);
}

function isFieldError(error: unknown): error is FieldError {
  return isRecord(error) && typeof error['path'] === 'string' && typeof error['message'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
