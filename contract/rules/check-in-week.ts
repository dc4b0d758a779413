import { addDays, dayIn, mondayOf } from './weeks.ts';

/** The Mondays a check-in may be for at `instant`, in the client's zone: this week's, then last week's. */
export function checkInWeeks(timeZone: string, instant: Date): readonly [string, string] {
  const thisWeek = mondayOf(dayIn(timeZone, instant));
  return [thisWeek, addDays(thisWeek, -7)];
}
