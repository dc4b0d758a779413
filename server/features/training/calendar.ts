import { sql } from 'drizzle-orm';
import type { SQL, SQLWrapper } from 'drizzle-orm';
import type { Executor } from '#server/platform/postgres';

/** A session to put into somebody's calendar. */
export interface NewEntry {
  userId: number;
  routineId: number;
  assignmentId: number;
  scheduledDate: string;
}

/** Stores entries with one statement; those the calendar already holds are left as they are. */
export async function addEntries(db: Executor, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db.execute(sql`
    insert into scheduled_routines (user_id, routine_id, assignment_id, scheduled_date)
    select "userId", "routineId", "assignmentId", "scheduledDate"
    from json_to_recordset(${JSON.stringify(entries)}::json)
      as entry("userId" int, "routineId" int, "assignmentId" int, "scheduledDate" date)
    on conflict do nothing`);
}

/** The entry an assignment's card shows: the first one on or after today, else the last one. Null without any. */
export function currentEntryOf(assignmentId: number | SQLWrapper, today: string | SQLWrapper): SQL<number> {
  return sql`(
    select entry.scheduled_id from scheduled_routines entry
    where entry.assignment_id = ${assignmentId}
    order by entry.scheduled_date < ${today}::date, abs(entry.scheduled_date - ${today}::date)
    limit 1)`;
}
