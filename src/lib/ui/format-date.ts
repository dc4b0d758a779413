import { dateFormat, type Viewer } from './intl.ts';

/** An instant: a Date, ISO 8601 text or milliseconds. */
export type Instant = Date | string | number;

/** "18:02", or "6:02 PM" where people read it so. */
export function formatTime(at: Instant, viewer: Viewer = {}): string {
  // 5:47 PM, but 07:02: each clock is written its own way.
  const { hour12 } = dateFormat(viewer, { hour: 'numeric' }).resolvedOptions();
  return dateFormat(viewer, { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' }).format(new Date(at));
}

/** "23 October", with the year when it is not this one. */
export function formatDate(at: Instant, now: Instant = Date.now(), viewer: Viewer = {}): string {
  return dateFormat(viewer, { day: 'numeric', month: 'long', ...yearUnlessThis(at, now, viewer) }).format(
    new Date(at),
  );
}

/** "Friday 20 November 2026 at 18:02": the whole truth, for tooltips and screen readers. */
export function formatDateTime(at: Instant, viewer: Viewer = {}): string {
  return dateFormat(viewer, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(at));
}

/** A day separator: "Today", "Yesterday", "Friday 20 November", with the year when it is not this one. */
export function formatDay(at: Instant, now: Instant = Date.now(), viewer: Viewer = {}): string {
  const age = daysBetween(at, now, viewer);
  if (age === 0) return 'Today';
  if (age === 1) return 'Yesterday';
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...yearUnlessThis(at, now, viewer),
  } as const;
  return dateFormat(viewer, options).format(new Date(at));
}

/** A calendar day `YYYY-MM-DD`, which belongs to no time zone: "16 November", with the year when not this one. */
export function formatCalendarDay(day: string, now: Instant = Date.now(), viewer: Viewer = {}): string {
  const thisYear = dayKey(now, viewer).slice(0, 4) === day.slice(0, 4);
  const options = {
    day: 'numeric',
    month: 'long',
    ...(thisYear ? {} : { year: 'numeric' as const }),
  } as const;
  return dateFormat({ ...viewer, timeZone: 'UTC' }, options).format(new Date(`${day}T00:00:00Z`));
}

/** How many calendar days of the viewer lie between two instants; negative when `at` is the later one. */
export function daysBetween(at: Instant, now: Instant, viewer: Viewer = {}): number {
  return Math.round((Date.parse(dayKey(now, viewer)) - Date.parse(dayKey(at, viewer))) / 86_400_000);
}

/** The calendar day of an instant where the viewer is, as `YYYY-MM-DD`. */
export function dayKey(at: Instant, viewer: Viewer = {}): string {
  // Swedish writes dates the ISO way.
  return dateFormat({ ...viewer, locale: 'sv-SE' }, { dateStyle: 'short' }).format(new Date(at));
}

function yearUnlessThis(at: Instant, now: Instant, viewer: Viewer): { year?: 'numeric' } {
  return dayKey(at, viewer).slice(0, 4) === dayKey(now, viewer).slice(0, 4) ? {} : { year: 'numeric' };
}
