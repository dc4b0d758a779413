import type { Fact } from '#server/kernel/facts';
import type { OpenTransaction, Services, TxCtx } from '#server/kernel/context';
import { AppError } from '#server/kernel/errors';
import { deliver } from './deliver.ts';
import { lockDue } from './due-rows.ts';
import { markFailed } from './mark-failed.ts';
import type { ScheduledRow } from './rows.ts';
import { senderOf } from './sender.ts';

/** A good morning that comes at night is worse than none: after this its coach decides. */
const TOO_LATE_MS = 12 * 3_600_000;

/**
 * Sends one message that is due, if nobody else has it in hand, or writes down why it cannot be sent.
 * @throws what may pass, such as `unavailable`: then nothing has changed
 */
export async function settle(services: Services, open: OpenTransaction, id: number): Promise<void> {
  const row = await lockDue(services, open, id);
  if (!row) return;
  const failure = isTooLate(services, row)
    ? 'The server was away when this was due. Send it now, or choose another time.'
    : await refusal(services, open, row);
  if (failure !== undefined) await markFailed(open, row.scheduledMessageId, failure);
}

function isTooLate({ clock }: Services, { sendAt }: ScheduledRow): boolean {
  return clock.now().getTime() - sendAt.getTime() > TOO_LATE_MS;
}

/** Why it was not sent; undefined when it was. */
async function refusal(
  services: Services,
  open: OpenTransaction,
  row: ScheduledRow,
): Promise<string | undefined> {
  const { actor, failure } = await senderOf(open, row);
  return actor ? attempt({ ...services, actor, open }, row) : failure;
}

/** In a transaction of its own inside the open one, so that nothing of what was refused is left. */
async function attempt(ctx: TxCtx, row: ScheduledRow): Promise<string | undefined> {
  const facts: Fact[] = [];
  try {
    await ctx.open.tx.transaction((tx) => deliver({ ...ctx, open: { tx, facts } }, row));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error;
    return error.message;
  }
  ctx.open.facts.push(...facts);
  return undefined;
}
