import { eq } from 'drizzle-orm';
import type { MessageView } from '#contract/conversations';
import { oneOffDates, planDays, recurringDates } from '#contract/rules/schedule';
import { addDays, dayIn, dayOfWeek } from '#contract/rules/weeks';
import type { AssignmentView, AssignRoutineInput } from '#contract/training';
import {
  clientRoutineAssignments,
  routineExercises,
  routines,
  routineTemplates,
  users,
} from '#server/db/schema/index';
import { appendCard, conversationOf, messageView, replayOf } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { createOnce } from '#server/kernel/create-once';
import { conflict, invalidInput, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { addEntries, currentEntryOf } from '../calendar.ts';
import { assignmentText } from '../present.ts';
import { getAssignment } from '../queries/assignments.ts';
import { ownTemplate } from '../queries/templates.ts';
import { readPlan } from '../stored-plan.ts';
import type { StoredLine } from '../stored-plan.ts';

const DAYS_BACK = 30;
const DAYS_AHEAD = 365;

interface Assigned {
  assignment: AssignmentView;
  message: MessageView;
  /** False when an earlier request with this id made it. */
  created: boolean;
}

/**
 * Gives a client of the coach's own a copy of a template: their plan, its days in their calendar, and the card.
 * @throws AppError `forbidden` for a client, `not_found` for a foreign client or template, `invalid_input` for a date
 * too far away, `conflict` when the client already has this template from that day
 */
export async function assignRoutine(
  ctx: Ctx,
  templateId: number,
  input: AssignRoutineInput,
): Promise<Assigned> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const request = { ...input, templateId };
  const { made, created } = await createOnce(
    () => replayOf(ctx, { clientRequestId: input.clientRequestId, kind: 'routine_assignment', request }),
    () => transact(ctx, (ctx) => assign(ctx, templateId, input)),
  );
  const [assignment, message] = await Promise.all([
    getAssignment(ctx, made.referenceId),
    messageView(ctx, made.messageId),
  ]);
  return { assignment, message, created };
}

async function assign(
  ctx: TxCtx,
  templateId: number,
  input: AssignRoutineInput,
): Promise<{ messageId: number; referenceId: number }> {
  const { conversationId } = await conversationOf(ctx, input.clientId);
  const today = await todayOf(ctx, input.clientId);
  if (input.assignedDate < addDays(today, -DAYS_BACK) || input.assignedDate > addDays(today, DAYS_AHEAD)) {
    throw invalidInput('assignedDate', `must lie within ${DAYS_BACK} days back and a year ahead`);
  }
  const template = await shareTemplate(ctx, templateId);
  const plan = readPlan(template.exercises);
  const routineId = await copyTemplate(ctx, input.clientId, template, plan);
  const assignmentId = await storeAssignment(ctx, templateId, routineId, input);
  const dates = datesOf(plan, input, today);
  await addEntries(
    ctx.open.tx,
    dates.map((scheduledDate) => ({ userId: input.clientId, routineId, assignmentId, scheduledDate })),
  );
  await ctx.open.tx
    .update(clientRoutineAssignments)
    .set({ currentScheduledId: currentEntryOf(assignmentId, today) })
    .where(eq(clientRoutineAssignments.assignmentId, assignmentId));
  const { messageId } = await appendCard(
    ctx.open,
    {
      conversationId,
      kind: 'routine_assignment',
      referenceId: assignmentId,
      senderId: ctx.actor.userId,
      text: assignmentText(template.name, plan.length),
      clientMessageId: input.clientRequestId,
      request: { ...input, templateId },
    },
    ctx.clock.now(),
  );
  return { messageId, referenceId: assignmentId };
}

/** Today where the client lives. */
async function todayOf(ctx: TxCtx, clientId: number): Promise<string> {
  const [client] = await ctx.open.tx
    .select({ timeZone: users.timeZone })
    .from(users)
    .where(eq(users.userId, clientId));
  if (!client) throw notFound('client');
  return dayIn(client.timeZone, ctx.clock.now());
}

/** The template, kept from being deleted or archived until this commits. */
async function shareTemplate(ctx: TxCtx, templateId: number) {
  const [template] = await ctx.open.tx
    .select()
    .from(routineTemplates)
    .where(ownTemplate(ctx, templateId))
    .for('share');
  if (!template) throw notFound('routine template');
  return template;
}

async function copyTemplate(
  ctx: TxCtx,
  clientId: number,
  template: { name: string; description: string | null },
  plan: readonly StoredLine[],
): Promise<number> {
  const [routine] = await ctx.open.tx
    .insert(routines)
    .values({ userId: clientId, name: template.name, description: template.description })
    .returning({ routineId: routines.routineId });
  if (!routine) throw new Error('An insert returned no row');
  const { routineId } = routine;
  await ctx.open.tx.insert(routineExercises).values(plan.map((line) => ({ ...line, routineId })));
  return routineId;
}

async function storeAssignment(
  ctx: TxCtx,
  templateId: number,
  routineId: number,
  input: AssignRoutineInput,
): Promise<number> {
  const isRecurring = input.isRecurring ?? false;
  const { clientId, assignedDate } = input;
  const recurringDay = isRecurring ? (input.recurringDay ?? dayOfWeek(assignedDate)) : null;
  const table = clientRoutineAssignments;
  const [row] = await ctx.open.tx
    .insert(table)
    .values({ clientId, templateId, routineId, assignedDate, isRecurring, recurringDay })
    .onConflictDoNothing({ target: [table.clientId, table.templateId, table.assignedDate] })
    .returning({ assignmentId: table.assignmentId });
  if (!row) throw conflict('This client already has this routine from that day.');
  return row.assignmentId;
}

function datesOf(plan: readonly StoredLine[], input: AssignRoutineInput, today: string): string[] {
  const { assignedDate } = input;
  const weekdays = planDays(plan, input.recurringDay ?? dayOfWeek(assignedDate));
  if (!input.isRecurring) return oneOffDates(weekdays, assignedDate);
  return recurringDates(weekdays, assignedDate > today ? assignedDate : today);
}
