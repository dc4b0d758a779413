import type { Logger } from '#server/platform/logger';
import { isDatabaseUnavailable } from '#server/platform/postgres';

/**
 * Does the work for each assignment, one after the other; one that fails is logged and holds nobody up.
 * @throws the failure when it concerns all: the database is away
 */
export async function eachAlone<T extends { assignmentId: number }>(
  logger: Logger,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      const { assignmentId } = item;
      logger.warn(
        { err: error, assignmentId },
        'training: the calendar of an assignment could not be advanced',
      );
    }
  }
}
