import type { PresenceView } from '#contract/conversations';
import { formatDate, formatTime, shortAgo, type Viewer } from '../../ui/format.ts';

const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/** "Active now", "Active 5 min ago", "Active on 12 November"; undefined while nothing is known. */
export function presenceText(presence: PresenceView | undefined, now: number): string | undefined {
  if (!presence) return undefined;
  if (presence.online) return 'Active now';
  if (presence.lastSeenAt === null) return 'Not here yet';
  const age = now - Date.parse(presence.lastSeenAt);
  if (age < MINUTE_MS) return 'Active just now';
  if (age < WEEK_MS) return `Active ${shortAgo(presence.lastSeenAt, now)} ago`;
  return `Active on ${formatDate(presence.lastSeenAt, now)}`;
}

/** "08:42 in Lisbon": what the clock shows where somebody lives; undefined where the reader's shows the same. */
export function localTimeText(timeZone: string, now: number, viewer: Viewer = {}): string | undefined {
  const time = formatTime(now, { ...viewer, timeZone });
  return time === formatTime(now, viewer) ? undefined : `${time} in ${placeOf(timeZone)}`;
}

/** The city an IANA time zone is named after. */
function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
