import { isDatabaseUnavailable } from './postgres.ts';
import type { Logger } from './logger.ts';

/**
 * Ends the process with a line in the log and 1 when something fails that nobody foresaw: its state is unknown then.
 * It outlives one thing, because the job queue's own timers reject when the database goes away.
 */
export function endWhenUnforeseen(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    end(logger, error);
  });
  process.on('unhandledRejection', (reason) => {
    if (isDatabaseUnavailable(reason)) {
      logger.warn({ reason: String(reason) }, 'something in the background lost the database');
      return;
    }
    end(logger, reason);
  });
}

function end(logger: Logger, failure: unknown): never {
  logger.fatal({ err: failure }, 'an unforeseen failure; ending');
  process.exit(1);
}
