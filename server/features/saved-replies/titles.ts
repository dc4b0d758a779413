import { AppError } from '#server/kernel/errors';
import { isUniqueViolation } from '#server/platform/postgres';

/**
 * Runs a write of a title, of which each coach has every one once.
 * @throws AppError `conflict` on `title`, and whatever else the write throws
 */
export async function withOwnTitle<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error, 'saved_replies_coach_id_title_unique')) throw error;
    const message = 'is the title of another reply of yours';
    throw new AppError('conflict', `title ${message}.`, {
      errors: [{ path: 'title', message }],
      cause: error,
    });
  }
}
