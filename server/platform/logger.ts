import pino from 'pino';
import { errorCode } from './start-error.ts';

export type Logger = pino.Logger;

/** Fields that must never reach a log line, whoever logs the object that holds them. */
const SECRETS = ['password', 'newPassword', 'currentPassword', 'token', 'text', 'cookie', 'authorization'];

/**
 * A JSON-lines logger on stdout, or where `destination` says. Secrets are censored one and two levels deep; of an error
 * it says what failed and where.
 */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
    serializers: { err: describe },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What really went wrong. Drizzle's message holds what was sent, as the statement's parameters; the driver's does not. */
export function innermost(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('something that is no error was thrown');
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

/** Nothing else an error carries: parameters, the row that was refused, a command of Redis are what people wrote. */
function describe(error: unknown) {
  const cause = innermost(error);
  const { message, stack = '' } = error instanceof Error ? error : cause;
  const frames = stack.replace(message, '').split('\n').slice(1);
  const where = frames.filter((line) => line.startsWith('    at ')).join('\n');
  return { type: cause.name, message: cause.message, code: errorCode(cause), stack: where };
}
