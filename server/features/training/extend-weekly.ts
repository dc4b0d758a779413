import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { planDays, recurringDates } from '#contract/rules/schedule';
import { addDays } from '#contract/rules/weeks';
import { clientRoutineAssignments, users } from '#server/db/schema/index';
import type { Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import type { Executor } from '#server/platform/postgres';
import { addEntries } from './calendar.ts';
import { eachAlone } from './each-alone.ts';

const assignments = clientRoutineAssignments;

/**
 * Brings weekly plans their weeks ahead, each in a transaction of its own.
 * @param today the calendar day it is in every time zone whose plans to look at
 */
export async function extendWeekly(services: Services, today: ReadonlyMap<string, string>): Promise<void> {
  const plans = await selectWeekly(services.db);
  const short = plans.filter((plan) => missingDates(plan, today).length > 0);
  await eachAlone(services.logger, short, ({ assignmentId }) =>
    openTransaction(services, async ({ tx }) => {
      const which = eq(assignments.assignmentId, assignmentId);
      // Whoever ends a plan waits, and then finds and removes these entries too.
      await tx.select({ assignmentId: assignments.assignmentId }).from(assignments).where(which).for('share');
      const [plan] = await selectWeekly(tx, which);
      if (!plan) return;
      const { userId, routineId } = plan;
      const dates = missingDates(plan, today);
      await addEntries(
        tx,
        dates.map((scheduledDate) => ({ userId, routineId, assignmentId, scheduledDate })),
      );
    }),
  );
}

type WeeklyPlan = Awaited<ReturnType<typeof selectWeekly>>[number];

/** Weekly plans that have not ended, with the last day each one's calendar reaches. */
function selectWeekly(db: Executor, which?: ReturnType<typeof eq>) {
  return db
    .select({
      assignmentId: assignments.assignmentId,
      userId: assignments.clientId,
      routineId: assignments.routineId,
      assignedDate: assignments.assignedDate,
      recurringDay: assignments.recurringDay,
      timeZone: users.timeZone,
      weekdays: sql<number[]>`array(select distinct line.day_of_week from routine_exercises line
        where line.routine_id = ${assignments.routineId} and line.day_of_week is not null)`,
      lastDate: sql<string | null>`(select max(entry.scheduled_date) from scheduled_routines entry
        where entry.assignment_id = ${assignments.assignmentId})`,
    })
    .from(assignments)
    .innerJoin(users, eq(users.userId, assignments.clientId))
    .where(and(eq(assignments.isRecurring, true), isNull(assignments.endedAt), which))
    .orderBy(asc(assignments.assignmentId));
}

function missingDates(plan: WeeklyPlan, today: ReadonlyMap<string, string>): string[] {
  const day = today.get(plan.timeZone);
  if (day === undefined || plan.recurringDay === null) return [];
  const weekdays = planDays(
    plan.weekdays.map((dayOfWeek) => ({ dayOfWeek })),
    plan.recurringDay,
  );
  const start = plan.assignedDate > day ? plan.assignedDate : day;
  return recurringDates(weekdays, start, plan.lastDate === null ? start : addDays(plan.lastDate, 1));
}
