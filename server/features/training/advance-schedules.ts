import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { planDays, recurringDates } from '#contract/rules/schedule';
import { addDays, dayIn } from '#contract/rules/weeks';
import { clientRoutineAssignments, scheduledRoutines, users } from '#server/db/schema/index';
import { touchCard } from '#server/features/conversations/index';
import type { Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import type { Db, Tx } from '#server/platform/postgres';
import { addEntries, currentEntryOf } from './calendar.ts';

const assignments = clientRoutineAssignments;

/** The calendar day it is in every time zone a client with a plan lives in. */
type Today = ReadonlyMap<string, string>;

/**
 * Keeps calendars going as days pass: weekly plans reach their weeks ahead, and a card whose session lies in the past
 * moves on to the next one. Safe to run at any time, as often as one likes, in several processes at once.
 */
export async function advanceSchedules(services: Services, now: Date): Promise<void> {
  const today = await todayByZone(services.db, now);
  await openTransaction(services, ({ tx }) => extendWeekly(tx, today));
  // One short transaction each: a thread is locked only while its own card moves.
  for (const { assignmentId, day } of await outdated(services.db, today)) {
    await moveCurrent(services, assignmentId, day);
  }
}

/** Days are told by this runtime: the database may not know every zone it does. */
async function todayByZone(db: Db, now: Date): Promise<Today> {
  const zones = await db
    .selectDistinct({ name: users.timeZone })
    .from(assignments)
    .innerJoin(users, eq(users.userId, assignments.clientId))
    .where(isNull(assignments.endedAt));
  return new Map(zones.map((zone) => [zone.name, dayIn(zone.name, now)]));
}

async function extendWeekly(tx: Tx, today: Today): Promise<void> {
  const plans = await tx
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
    .where(and(eq(assignments.isRecurring, true), isNull(assignments.endedAt)))
    .orderBy(asc(assignments.assignmentId))
    // Whoever ends a plan waits, and then finds and removes these entries too.
    .for('share', { of: assignments });
  const entries = plans.flatMap((plan) =>
    missingDates(plan, today).map((scheduledDate) => ({
      userId: plan.userId,
      routineId: plan.routineId,
      assignmentId: plan.assignmentId,
      scheduledDate,
    })),
  );
  await addEntries(tx, entries);
}

interface WeeklyPlan {
  assignedDate: string;
  recurringDay: number | null;
  timeZone: string;
  weekdays: number[];
  lastDate: string | null;
}

function missingDates(plan: WeeklyPlan, today: Today): string[] {
  const day = today.get(plan.timeZone);
  if (day === undefined || plan.recurringDay === null) return [];
  const weekdays = planDays(
    plan.weekdays.map((dayOfWeek) => ({ dayOfWeek })),
    plan.recurringDay,
  );
  const start = plan.assignedDate > day ? plan.assignedDate : day;
  return recurringDates(weekdays, start, plan.lastDate === null ? start : addDays(plan.lastDate, 1));
}

/** Active assignments whose card shows a session of the past although a later one is planned. */
async function outdated(db: Db, today: Today): Promise<{ assignmentId: number; day: string }[]> {
  const days = JSON.stringify([...today].map(([zone, day]) => ({ zone, day })));
  const local = sql`json_to_recordset(${days}::json) as today(zone text, day date)`;
  return db
    .select({ assignmentId: assignments.assignmentId, day: sql<string>`today.day` })
    .from(assignments)
    .innerJoin(users, eq(users.userId, assignments.clientId))
    .innerJoin(local, sql`today.zone = ${users.timeZone}`)
    .leftJoin(scheduledRoutines, eq(scheduledRoutines.scheduledId, assignments.currentScheduledId))
    .where(
      and(
        isNull(assignments.endedAt),
        sql`coalesce(${scheduledRoutines.scheduledDate} < today.day, true)`,
        sql`${assignments.currentScheduledId} is distinct from
          ${currentEntryOf(assignments.assignmentId, sql`today.day`)}`,
      ),
    )
    .orderBy(asc(assignments.assignmentId));
}

async function moveCurrent(services: Services, assignmentId: number, day: string): Promise<void> {
  await openTransaction(services, async (open) => {
    const next = currentEntryOf(assignmentId, day);
    const [moved] = await open.tx
      .update(assignments)
      .set({ currentScheduledId: next })
      .where(
        and(
          eq(assignments.assignmentId, assignmentId),
          isNull(assignments.endedAt),
          sql`${assignments.currentScheduledId} is distinct from ${next}`,
        ),
      )
      .returning({ assignmentId: assignments.assignmentId });
    if (moved) await touchCard(open, 'routine_assignment', assignmentId);
  });
}
