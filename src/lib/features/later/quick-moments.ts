import { instantOf, wallTimeOf } from '#contract/rules/wall-clock';
import { addDays, mondayOf } from '#contract/rules/weeks';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** "This evening" is offered as long as there is some time until then. */
const NEAR_MS = 15 * MINUTE_MS;

const MORNING = '07:00';
const EVENING = '18:00';

export interface QuickMoment {
  label: string;
  at: Date;
}

/** Moments people mean most, in their order, on the clock of that zone. */
export function quickMoments(timeZone: string, now: Date): QuickMoment[] {
  const { day } = wallTimeOf(timeZone, now);
  const on = (date: string, time: string) => instantOf(timeZone, { day: date, time }).instant;
  const tomorrow = addDays(day, 1);
  const monday = addDays(mondayOf(day), 7);
  const evening = on(day, EVENING);
  return [
    { label: 'In an hour', at: new Date(Math.ceil((now.getTime() + HOUR_MS) / MINUTE_MS) * MINUTE_MS) },
    ...(evening.getTime() - now.getTime() > NEAR_MS ? [{ label: 'This evening', at: evening }] : []),
    { label: 'Tomorrow morning', at: on(tomorrow, MORNING) },
    // On a Sunday that is tomorrow.
    ...(monday === tomorrow ? [] : [{ label: 'Monday morning', at: on(monday, MORNING) }]),
  ];
}
