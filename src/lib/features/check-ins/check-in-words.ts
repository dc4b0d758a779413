import type { CheckInCard } from '#contract/cards';
import { checkInWeeks } from '#contract/rules/check-in-week';
import { formatCalendarDay, formatWeight, formatWeightDelta, type Units } from '$ui/format.ts';

/** The feeling scale, lowest first; the step's number is its place, from 1. */
export const FEELINGS = ['Rough', 'Low', 'Okay', 'Good', 'Great'] as const;

/** "week of 16 November". */
export function weekOfWords(weekOf: string, now: number = Date.now()): string {
  return `week of ${formatCalendarDay(weekOf, now)}`;
}

/** The change of weight in words, for who hears the card: "down 0.6 kg since last week". */
export function deltaWords(deltaKg: number, units: Units): string {
  const size = formatWeight(Math.abs(deltaKg), units, { fixed: true });
  if (formatWeightDelta(deltaKg, units) === '±0') return 'unchanged since last week';
  return `${deltaKg < 0 ? 'down' : 'up'} ${size} since last week`;
}

export interface WeekOption {
  weekOf: string;
  /** "This week", "Last week". */
  label: string;
  /** "from Monday 16 November". */
  hint: string;
  /** The check-in that is already there. */
  taken: CheckInCard | undefined;
}

/** The weeks a check-in can be for: a week begins on Monday where the client lives. */
export function weekOptions(timeZone: string, now: number, existing: readonly CheckInCard[]): WeekOption[] {
  const [thisWeek, lastWeek] = checkInWeeks(timeZone, new Date(now));
  const taken = (weekOf: string) => existing.find((checkIn) => checkIn.weekOf === weekOf);
  const day = (weekOf: string) => formatCalendarDay(weekOf, now);
  return [
    { weekOf: thisWeek, label: 'This week', hint: `from Monday ${day(thisWeek)}`, taken: taken(thisWeek) },
    { weekOf: lastWeek, label: 'Last week', hint: `from Monday ${day(lastWeek)}`, taken: taken(lastWeek) },
  ];
}
