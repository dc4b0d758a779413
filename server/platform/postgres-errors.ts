import { DatabaseError } from 'pg';
import { errorCode, StartError } from './start-error.ts';

const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Class 08 is the connection, 57P01 to 57P03 a server going down or coming up, 53300 no free connection. */
const SERVER_CODES = /^(08...|57P0[1-3]|53300)$/;

/** The driver throws these as plain errors: their text is all there is. */
const DRIVER_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
];

/** Whether the database cannot be reached or is going down, wherever in the chain of causes that is said. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return someCause(error, (cause) => {
    const code = errorCode(cause) ?? '';
    if (SOCKET_CODES.has(code) || SERVER_CODES.test(code)) return true;
    return DRIVER_MESSAGES.some((message) => cause.message.startsWith(message));
  });
}

/**
 * Whether the database could not do it now but may soon: a lock that somebody holds (55P03), a statement that took too
 * long (57014), a deadlock (40P01) or a serialisation failure (40001).
 */
export function isContention(error: unknown): boolean {
  return someCause(error, (cause) => ['55P03', '57014', '40P01', '40001'].includes(errorCode(cause) ?? ''));
}

/** Whether a lock that somebody holds is in the way (55P03, 40P01): what needs other locks can be done meanwhile. */
export function isHeldUp(error: unknown): boolean {
  return someCause(error, (cause) => ['55P03', '40P01'].includes(errorCode(cause) ?? ''));
}

/** Whether a statement took too long (57014). */
export function isTimedOut(error: unknown): boolean {
  return someCause(error, (cause) => errorCode(cause) === '57014');
}

/** Whether a disk is full, the database's or our own. */
export function isDiskFull(error: unknown): boolean {
  return someCause(error, (cause) => ['53100', 'ENOSPC', 'EDQUOT'].includes(errorCode(cause) ?? ''));
}

/** Whether a uniqueness rule refused a row; with `constraint`, whether that very rule did. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return someCause(
    error,
    (cause) =>
      cause instanceof DatabaseError &&
      cause.code === '23505' &&
      (constraint === undefined || cause.constraint === constraint),
  );
}

/** Turns a failed first connection into one clear line. The address is left out: it may hold the password. */
export function asStartError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = errorCode(error) ?? '';
  if (isDatabaseUnavailable(error)) {
    return new StartError(`The database of DATABASE_URL cannot be reached: ${reason(error)}.`, {
      cause: error,
    });
  }
  if (code.startsWith('28') || code === '3D000') {
    return new StartError(`The database refuses DATABASE_URL: ${error.message}.`, { cause: error });
  }
  return error;
}

function reason(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && first.message !== '' ? first.message : 'no answer';
}

/** Drizzle wraps the driver's error, and a name with several addresses fails with one error per address. */
function someCause(error: unknown, matches: (cause: Error) => boolean, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 8) return false;
  if (matches(error)) return true;
  if (error instanceof AggregateError && error.errors.some((e) => someCause(e, matches, depth + 1)))
    return true;
  return someCause(error.cause, matches, depth + 1);
}
