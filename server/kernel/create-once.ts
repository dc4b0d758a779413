import { AppError } from './errors.ts';

/**
 * Creates something with a card at most once per request id: a repeated request gets what the first one made.
 * @param replay finds what an earlier request with this id made; throws `conflict` when it asked for something else
 * @param create makes it in a transaction of its own, or throws `conflict` when somebody was faster
 */
export async function createOnce<T>(
  replay: () => Promise<T | undefined>,
  create: () => Promise<T>,
): Promise<{ made: T; created: boolean }> {
  const earlier = await replay();
  if (earlier !== undefined) return { made: earlier, created: false };
  try {
    return { made: await create(), created: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    // Whoever was faster may have been this very request, sent twice at once.
    const winner = await replay();
    if (winner === undefined) throw error;
    return { made: winner, created: false };
  }
}
