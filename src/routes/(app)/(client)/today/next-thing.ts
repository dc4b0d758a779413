import type { CheckInView } from '#contract/check-ins';
import { addDays, mondayOf } from '#contract/rules/weeks';
import type { ScheduledRoutineView } from '#contract/training';

/** What a client's day is worked out from. `today` is their own calendar day. */
export interface Day {
  today: string;
  /** By date. */
  entries: readonly ScheduledRoutineView[];
  checkIns: readonly CheckInView[];
}

/** The one thing a client does next. */
export type NextThing =
  | { kind: 'session'; entry: ScheduledRoutineView }
  | { kind: 'check-in'; weekOf: string }
  | { kind: 'waiting'; entry: ScheduledRoutineView }
  | { kind: 'all-done' }
  | { kind: 'nothing-planned' };

/** Today's session, else this week's check-in, else the next session to come, else nothing is left. */
export function nextThing(day: Day): NextThing {
  const due = sessionsOf(day).find((entry) => !entry.isCompleted);
  if (due) return { kind: 'session', entry: due };
  if (!checkInOf(day)) return { kind: 'check-in', weekOf: mondayOf(day.today) };
  const next = day.entries.find((entry) => entry.scheduledDate > day.today && !entry.isCompleted);
  if (next) return { kind: 'waiting', entry: next };
  return { kind: day.entries.length > 0 ? 'all-done' : 'nothing-planned' };
}

/** Today's sessions that count: what was skipped or excused asks for nothing. */
export function sessionsOf(day: Day): ScheduledRoutineView[] {
  const counts = ({ status }: ScheduledRoutineView) => status === 'planned' || status === 'done';
  return day.entries.filter((entry) => entry.scheduledDate === day.today && counts(entry));
}

/** This week's check-in, if it was sent. */
export function checkInOf(day: Day): CheckInView | undefined {
  return day.checkIns.find((checkIn) => checkIn.weekOf === mondayOf(day.today));
}

/** This week's sessions before today: what was done, and what was left. */
export function earlierThisWeek({ entries, today }: Day): ScheduledRoutineView[] {
  const monday = mondayOf(today);
  return entries.filter(({ scheduledDate }) => scheduledDate >= monday && scheduledDate < today);
}

/** The sessions of the six days after today: each weekday once, so that its name says which is meant. */
export function comingUp({ entries, today }: Day): ScheduledRoutineView[] {
  const end = addDays(today, 7);
  return entries.filter(({ scheduledDate }) => scheduledDate > today && scheduledDate < end);
}

const DAYS_AHEAD = 28;

/** The days the screen needs: this week, and far enough ahead to find the next session. */
export function range(today: string): { from: string; to: string } {
  return { from: mondayOf(today), to: addDays(today, DAYS_AHEAD) };
}
