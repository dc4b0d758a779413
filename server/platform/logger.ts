import pino from 'pino';

export type Logger = pino.Logger;

/** Fields that must never reach a log line, whoever logs the object that holds them. */
const SECRETS = ['password', 'newPassword', 'currentPassword', 'token', 'text', 'cookie', 'authorization'];

/** A JSON-lines logger on stdout. Secrets are censored one and two levels deep. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
  });
}
