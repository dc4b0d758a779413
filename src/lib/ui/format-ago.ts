import { daysBetween, type Instant } from './format-date.ts';
import { dateFormat, type Viewer } from './intl.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something has waited: "now", "5 min", "5 h", "2 d", "9 d". A clock that runs ahead reads as "now". */
export function shortAgo(at: Instant, now: Instant = Date.now()): string {
  const age = new Date(now).getTime() - new Date(at).getTime();
  if (age < MINUTE) return 'now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)}\u00a0min`;
  if (age < DAY) return `${Math.floor(age / HOUR)}\u00a0h`;
  return `${Math.floor(age / DAY)}\u00a0d`;
}

/** When something was, in a list: "now", "5 min", "5 h" for today, then "Mon", then "12 Nov", then with the year. */
export function shortStamp(at: Instant, now: Instant = Date.now(), viewer: Viewer = {}): string {
  const days = daysBetween(at, now, viewer);
  if (days <= 0) return shortAgo(at, now);
  if (days < 7) return dateFormat(viewer, { weekday: 'short' }).format(new Date(at));
  const year = days < 330 ? {} : ({ year: 'numeric' } as const);
  return dateFormat(viewer, { day: 'numeric', month: 'short', ...year }).format(new Date(at));
}
