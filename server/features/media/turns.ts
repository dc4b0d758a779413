import { AppError } from '#server/kernel/errors';
import type { MediaCtx } from './tools.ts';

const underWay = new WeakMap<object, Map<number, number>>();

/**
 * Takes in bytes of a person, of whom only so many requests may do that at once: each holds a file.
 * @throws AppError `rate_limited`
 */
export async function inTurn<T>(ctx: MediaCtx, work: () => Promise<T>): Promise<T> {
  const counts = underWay.get(ctx.media) ?? new Map<number, number>();
  underWay.set(ctx.media, counts);
  const { userId } = ctx.actor;
  const running = counts.get(userId) ?? 0;
  if (running >= ctx.media.limits.atOnce) {
    const detail = `At most ${ctx.media.limits.atOnce} uploads at once are taken. Wait for one to finish.`;
    throw new AppError('rate_limited', detail, { retryAfter: 2 });
  }
  counts.set(userId, running + 1);
  try {
    return await work();
  } finally {
    const left = (counts.get(userId) ?? 1) - 1;
    if (left === 0) counts.delete(userId);
    else counts.set(userId, left);
  }
}
