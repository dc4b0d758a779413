import type { Logger } from '#server/platform/logger';

/** What is noted of a session in use must keep nobody out: on a full disk people can still read. */
export async function bestEffort(logger: Logger, note: Promise<void>): Promise<void> {
  try {
    await note;
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : 'unknown';
    logger.warn({ reason }, 'the use of a session could not be noted');
  }
}
