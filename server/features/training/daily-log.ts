import { and, desc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import { dayIn } from '#contract/rules/weeks';
import { checkIns, dailyExercises, dailyLogs } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';

/** A day somebody logged something on. */
export interface DayLog {
  logId: number;
  /** kg; null when nobody knows it. */
  bodyWeight: number | null;
}

interface Person {
  userId: number;
  timeZone: string;
}

/**
 * A person's log of a day, made if it is missing, and locked until the transaction ends: sums over its exercises agree.
 * A day without weighing carries the last known weight.
 */
export async function openLog(tx: Tx, person: Person, day: string): Promise<DayLog> {
  const there = await lockDay(tx, person.userId, day);
  if (there) return there;
  const known = await lastKnownWeight(tx, person, day);
  await tx
    .insert(dailyLogs)
    .values({
      userId: person.userId,
      date: day,
      weight: known ?? 0,
      weightSource: known === null ? 'unknown' : 'carried',
    })
    .onConflictDoNothing({ target: [dailyLogs.userId, dailyLogs.date] });
  const made = await lockDay(tx, person.userId, day);
  if (!made) throw new Error('A daily log vanished while it was opened');
  return made;
}

/** Locks a log that is known to exist. */
export async function lockLog(tx: Tx, logId: number): Promise<DayLog> {
  const [row] = await tx.select().from(dailyLogs).where(eq(dailyLogs.logId, logId)).for('no key update');
  if (!row) throw new Error('A daily log vanished from under its exercises');
  return asDayLog(row);
}

/** Brings a locked log's burned calories in line with its exercises. Gives how many there are. */
export async function sumUp(tx: Tx, logId: number): Promise<number> {
  const [sum] = await tx
    .select({
      exercises: sql<number>`count(*)`,
      calories: sql<number>`coalesce(sum(${dailyExercises.burnedCalories}), 0)`,
    })
    .from(dailyExercises)
    .where(eq(dailyExercises.logId, logId));
  const { exercises, calories } = sum ?? { exercises: 0, calories: 0 };
  await tx.update(dailyLogs).set({ burnedCalories: calories }).where(eq(dailyLogs.logId, logId));
  return exercises;
}

async function lockDay(tx: Tx, userId: number, day: string): Promise<DayLog | undefined> {
  const [row] = await tx
    .select()
    .from(dailyLogs)
    .where(and(eq(dailyLogs.userId, userId), eq(dailyLogs.date, day)))
    .for('no key update');
  return row && asDayLog(row);
}

function asDayLog(row: typeof dailyLogs.$inferSelect): DayLog {
  return { logId: row.logId, bodyWeight: row.weightSource === 'unknown' ? null : row.weight };
}

/** The newest weight up to `day`, from the scale or from a check-in, whichever is later. */
async function lastKnownWeight(tx: Tx, person: Person, day: string): Promise<number | null> {
  const [log] = await tx
    .select({ day: dailyLogs.date, weight: dailyLogs.weight })
    .from(dailyLogs)
    .where(
      and(
        eq(dailyLogs.userId, person.userId),
        eq(dailyLogs.weightSource, 'measured'),
        lte(dailyLogs.date, day),
      ),
    )
    .orderBy(desc(dailyLogs.date))
    .limit(1);
  const [told] = await tx
    .select({ at: checkIns.submittedAt, weight: checkIns.weight })
    .from(checkIns)
    .where(and(eq(checkIns.clientId, person.userId), isNotNull(checkIns.weight), lte(checkIns.weekOf, day)))
    .orderBy(desc(checkIns.weekOf))
    .limit(1);
  if (!told) return log?.weight ?? null;
  return log && log.day > dayIn(person.timeZone, told.at) ? log.weight : told.weight;
}
