import { touchCard } from '#server/features/conversations/index';
import type { TxCtx } from '#server/kernel/context';
import { followingCheckIn } from './queries.ts';

/**
 * Touches the card of the week after, whose delta shows against this week's weight. Call it once this week's own card
 * has been posted or touched: the thread is locked then, so that a check-in sent at the same time is not overlooked.
 */
export async function touchFollowing(ctx: TxCtx, week: { clientId: number; weekOf: string }): Promise<void> {
  const next = await followingCheckIn(ctx.open.tx, week);
  if (next !== undefined) await touchCard(ctx.open, 'check_in', next);
}
