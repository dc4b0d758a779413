import { isDatabaseUnavailable, isDiskFull, isTimedOut } from '#server/platform/postgres';

/**
 * Whether a batch failed for a reason that is everybody's. One that took too long is not tried again piece by piece:
 * meanwhile the queue would stand.
 */
export function concernsAll(error: unknown): boolean {
  return isDatabaseUnavailable(error) || isDiskFull(error) || isTimedOut(error);
}
