import type { CheckInView, SubmitCheckInInput } from '#contract/check-ins';
import type { MessageView } from '#contract/conversations';
import { checkInWeeks } from '#contract/rules/check-in-week';
import { checkIns } from '#server/db/schema/index';
import { appendCard, conversationOf, messageView, replayOf } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { createOnce } from '#server/kernel/create-once';
import { conflict, invalidInput } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { checkInText } from '../present.ts';
import { checkInView } from '../queries.ts';
import { touchFollowing } from '../touch.ts';

interface Submitted {
  checkIn: CheckInView;
  message: MessageView;
  /** False when an earlier request with this id made it. */
  created: boolean;
}

/**
 * Tells the coach about a week: stores it and posts its card, once per week.
 * @throws AppError `forbidden` for a coach, `not_found` without one, `invalid_input` for any other week than this or
 * the last one, `conflict` when the week was told already or the request id was used for something else
 */
export async function submitCheckIn(ctx: Ctx, input: SubmitCheckInInput): Promise<Submitted> {
  requireRole(ctx, 'CLIENT');
  const { clientRequestId } = input;
  const { made, created } = await createOnce(
    () => replayOf(ctx, { clientRequestId, kind: 'check_in', request: input }),
    () => transact(ctx, (ctx) => submit(ctx, input, weekFor(ctx, input.weekOf))),
  );
  const [checkIn, message] = await Promise.all([
    checkInView(ctx.db, made.referenceId),
    messageView(ctx, made.messageId),
  ]);
  return { checkIn, message, created };
}

async function submit(
  ctx: TxCtx,
  input: SubmitCheckInInput,
  weekOf: string,
): Promise<{ messageId: number; referenceId: number }> {
  const clientId = ctx.actor.userId;
  const { conversationId } = await conversationOf(ctx, clientId);
  const now = ctx.clock.now();
  const said = {
    weight: input.weight ?? null,
    feeling: input.feeling ?? null,
    notes: input.notes || null,
  };
  const [row] = await ctx.open.tx
    .insert(checkIns)
    .values({ clientId, weekOf, ...said, submittedAt: now })
    .onConflictDoNothing({ target: [checkIns.clientId, checkIns.weekOf] })
    .returning({ checkInId: checkIns.checkInId });
  if (!row) throw conflict('You have already checked in for this week.');
  const { messageId } = await appendCard(
    ctx.open,
    {
      conversationId,
      kind: 'check_in',
      referenceId: row.checkInId,
      senderId: clientId,
      text: checkInText(said),
      clientMessageId: input.clientRequestId,
      request: input,
    },
    now,
  );
  await touchFollowing(ctx, { clientId, weekOf });
  await ctx.jobs.enqueue(ctx.open.tx, 'evaluate-achievements', { userId: clientId });
  ctx.open.facts.push({ name: 'achievements.due', data: { userId: clientId } });
  return { messageId, referenceId: row.checkInId };
}

function weekFor(ctx: Ctx, asked: string | undefined): string {
  const weeks = checkInWeeks(ctx.actor.timeZone, ctx.clock.now());
  if (asked === undefined) return weeks[0];
  if (!weeks.includes(asked)) {
    throw invalidInput('weekOf', `must be the Monday of this week or the last one: ${weeks.join(' or ')}`);
  }
  return asked;
}
