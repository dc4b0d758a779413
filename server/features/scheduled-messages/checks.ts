import { and, eq } from 'drizzle-orm';
import { LATEST_MS, SOONEST_MS } from '#contract/scheduled-messages';
import { messages } from '#server/db/schema/index';
import type { TxCtx } from '#server/kernel/context';
import { invalidInput } from '#server/kernel/errors';

/**
 * The moment that was asked for.
 * @throws AppError `invalid_input` on `sendAt`: too soon to think better of it, or too far away
 */
export function checkedMoment(sendAt: string, now: Date): Date {
  const moment = new Date(sendAt);
  const ahead = moment.getTime() - now.getTime();
  if (ahead < SOONEST_MS) throw invalidInput('sendAt', 'must be at least a minute ahead');
  if (ahead > LATEST_MS) throw invalidInput('sendAt', 'must be at most a year ahead');
  return moment;
}

/**
 * Lets only a quote of something in that thread pass; none at all is fine.
 * @throws AppError `invalid_input` on `replyToSeq`
 */
export async function requireQuoted(
  ctx: TxCtx,
  conversationId: number,
  seq: number | null | undefined,
): Promise<void> {
  if (seq == null) return;
  const [quoted] = await ctx.open.tx
    .select({ seq: messages.seq })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq)));
  if (!quoted) throw invalidInput('replyToSeq', 'names no message of this conversation');
}
