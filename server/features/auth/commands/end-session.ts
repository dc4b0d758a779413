import { transact } from '#server/kernel/transaction';
import { notFound } from '#server/kernel/errors';
import type { Ctx } from '#server/kernel/context';
import { removeSessions } from '../session-rows.ts';

/**
 * Ends one of the actor's own sessions, by its public id; the present one too.
 * @throws AppError `not_found` for anybody else's
 */
export async function endSession(ctx: Ctx, publicId: string): Promise<void> {
  await transact(ctx, async ({ open, actor }) => {
    const [ended] = await removeSessions(open.tx, { userId: actor.userId, publicId });
    if (!ended) throw notFound('session');
    open.facts.push({ name: 'session.ended', data: { ...ended, reason: 'ended' } });
  });
}
