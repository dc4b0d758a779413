import { addDays, dayOfWeek } from './weeks.ts';

/** Weeks a recurring plan reaches into the calendar. */
const WEEKS_AHEAD = 8;

interface DayBound {
  /** 0 Sunday to 6 Saturday; null means every day of the plan. */
  dayOfWeek: number | null;
}

/** The weekdays of a plan: those its exercises name, else the given one. */
export function planDays(exercises: readonly DayBound[], fallback: number): number[] {
  const named = new Set(exercises.flatMap((exercise) => exercise.dayOfWeek ?? []));
  return named.size === 0 ? [fallback] : [...named].sort();
}

/** The exercises of a plan that are due on `day`. */
export function exercisesOn<T extends DayBound>(exercises: readonly T[], day: string): T[] {
  const weekday = dayOfWeek(day);
  return exercises.filter((exercise) => exercise.dayOfWeek === null || exercise.dayOfWeek === weekday);
}

/** Days of a plan that happens once: each of its weekdays in the seven days from `assignedDate`. */
export function oneOffDates(weekdays: readonly number[], assignedDate: string): string[] {
  return datesBetween(weekdays, assignedDate, addDays(assignedDate, 7));
}

/** Days of a weekly plan from `from` on that lie within the weeks the calendar reaches after `start`. */
export function recurringDates(weekdays: readonly number[], start: string, from = start): string[] {
  return datesBetween(weekdays, from > start ? from : start, addDays(start, WEEKS_AHEAD * 7));
}

/** `until` is not included. */
function datesBetween(weekdays: readonly number[], from: string, until: string): string[] {
  const dates: string[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) {
    if (weekdays.includes(dayOfWeek(day))) dates.push(day);
  }
  return dates;
}
