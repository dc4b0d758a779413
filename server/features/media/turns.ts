import { AtOnce } from '#server/kernel/at-once';
import type { MediaCtx, MediaTools } from './tools.ts';

const desks = new WeakMap<MediaTools, AtOnce>();

/**
 * Takes in bytes of a person, of whom only so many requests may do that at once: each holds a file.
 * @throws AppError `rate_limited`
 */
export async function inTurn<T>(ctx: MediaCtx, work: () => Promise<T>): Promise<T> {
  const { atOnce } = ctx.media.limits;
  const detail = `At most ${atOnce} uploads at once are taken. Wait for one to finish.`;
  const desk = desks.get(ctx.media) ?? new AtOnce(atOnce, detail);
  desks.set(ctx.media, desk);
  return desk.run(ctx.actor.userId, work);
}
