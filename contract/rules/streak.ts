import { addDays } from './weeks.ts';

/** Length of the longest run of days in a row. Days may come in any order and more than once. */
export function longestStreak(days: Iterable<string>): number {
  const active = new Set(days);
  let longest = 0;
  for (const day of active) {
    // Only where a run begins, so that every day is walked once.
    if (active.has(addDays(day, -1))) continue;
    longest = Math.max(longest, runFrom(active, day, 1));
  }
  return longest;
}

/** Length of the run that reaches today or, as today is not over, yesterday; 0 when it broke before that. */
export function currentStreak(days: Iterable<string>, today: string): number {
  const active = new Set(days);
  return runFrom(active, active.has(today) ? today : addDays(today, -1), -1);
}

function runFrom(active: ReadonlySet<string>, start: string, step: 1 | -1): number {
  let length = 0;
  for (let day = start; active.has(day); day = addDays(day, step)) length += 1;
  return length;
}
