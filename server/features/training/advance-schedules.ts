import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { dayIn } from '#contract/rules/weeks';
import { clientRoutineAssignments, scheduledRoutines, users } from '#server/db/schema/index';
import { touchCard } from '#server/features/conversations/index';
import type { Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import type { Db } from '#server/platform/postgres';
import { currentEntryOf } from './calendar.ts';
import { eachAlone } from './each-alone.ts';
import { extendWeekly } from './extend-weekly.ts';

const assignments = clientRoutineAssignments;

/** The calendar day it is in every time zone a client with a plan lives in. */
type Today = ReadonlyMap<string, string>;

/**
 * Keeps calendars going as days pass: weekly plans reach their weeks ahead, and a card whose session lies in the past
 * moves on to the next one. Safe to run at any time, as often as one likes, in several processes at once.
 */
export async function advanceSchedules(services: Services, now: Date): Promise<void> {
  const today = await todayByZone(services, now);
  await extendWeekly(services, today);
  // One short transaction each: a thread is locked only while its own card moves.
  await eachAlone(services.logger, await outdated(services.db, today), ({ assignmentId, day }) =>
    moveCurrent(services, assignmentId, day),
  );
}

/** Days are told by this runtime: the database may not know every zone it does. One it does not know is left out. */
async function todayByZone({ db, logger }: Services, now: Date): Promise<Today> {
  const zones = await db
    .selectDistinct({ name: users.timeZone })
    .from(assignments)
    .innerJoin(users, eq(users.userId, assignments.clientId))
    .where(isNull(assignments.endedAt));
  const today = new Map<string, string>();
  for (const { name } of zones) {
    try {
      today.set(name, dayIn(name, now));
    } catch {
      logger.warn({ timeZone: name }, 'training: a time zone is unknown; its calendars stand still');
    }
  }
  return today;
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
