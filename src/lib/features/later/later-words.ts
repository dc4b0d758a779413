import { formatTime } from '$ui/format.ts';
import { dayKey, daysBetween, type Instant } from '$ui/format-date.ts';
import { dateFormat } from '$ui/intl.ts';

/** The two people of a thread as far as their clocks go. */
export interface Clocks {
  /** Whose thread it is with. */
  other: { displayName: string; timeZone: string };
  /** Of the person who reads. */
  timeZone: string;
}

/** Whether the two clocks show different times at that moment. */
export function clocksDiffer({ other, timeZone }: Clocks, at: Instant): boolean {
  return stamp(at, other.timeZone) !== stamp(at, timeZone);
}

/** "today 18:00", "tomorrow 07:00", "Thu 07:00" within a week, "12 Dec 07:00" beyond; on a clock of that zone. */
export function momentText(at: Instant, timeZone: string, now: Instant = Date.now()): string {
  const ahead = -daysBetween(at, now, { timeZone });
  const time = formatTime(at, { timeZone });
  if (ahead === 0) return `today ${time}`;
  if (ahead === 1) return `tomorrow ${time}`;
  const options: Intl.DateTimeFormatOptions =
    ahead > 1 && ahead < 7 ? { weekday: 'short' } : { day: 'numeric', month: 'short' };
  if (ahead > 300) options.year = 'numeric';
  return `${dateFormat({ timeZone }, options).format(new Date(at))} ${time}`;
}

/** Whose clock a zone is: "Maya's time", "your time", or a place; nothing where every clock shows the same. */
export function clockName(zone: string, clocks: Clocks, at: Instant): string | undefined {
  if (!clocksDiffer(clocks, at) && stamp(at, zone) === stamp(at, clocks.timeZone)) return undefined;
  if (zone === clocks.other.timeZone) return `${possessive(clocks.other.displayName)} time`;
  if (zone === clocks.timeZone) return 'your time';
  return `${place(zone)} time`;
}

/** "07:00 for Maya, 13:00 for you"; one time where both clocks show it. */
export function bothTimes(at: Instant, clocks: Clocks, now: Instant = Date.now()): string {
  const theirs = momentText(at, clocks.other.timeZone, now);
  if (!clocksDiffer(clocks, at)) return theirs;
  return `${theirs} for ${firstWord(clocks.other.displayName)}, ${momentText(at, clocks.timeZone, now)} for you`;
}

/** A time on the other clock: "13:00 for you", "07:00 for Maya"; nothing where both show the same. */
export function otherTime(at: Instant, zone: string, clocks: Clocks, now: Instant = Date.now()): string {
  if (!clocksDiffer(clocks, at)) return '';
  return zone === clocks.timeZone
    ? `${momentText(at, clocks.other.timeZone, now)} for ${firstWord(clocks.other.displayName)}`
    : `${momentText(at, clocks.timeZone, now)} for you`;
}

/** "16:00 for Maya" beside one's own time of that moment, with the day where hers is another; nothing where both clocks show the same. */
export function timeBeside(at: Instant, clocks: Clocks, now: Instant = Date.now()): string {
  if (!clocksDiffer(clocks, at)) return '';
  const { displayName, timeZone } = clocks.other;
  const sameDay = dayKey(at, { timeZone }) === dayKey(at, { timeZone: clocks.timeZone });
  const time = sameDay ? formatTime(at, { timeZone }) : momentText(at, timeZone, now);
  return `${time} for ${firstWord(displayName)}`;
}

/** "Maya's", "Jonas'". */
export function possessive(displayName: string): string {
  const name = firstWord(displayName);
  return /s$/i.test(name) ? `${name}’` : `${name}’s`;
}

function firstWord(displayName: string): string {
  return displayName.trim().split(/\s+/u)[0] ?? displayName;
}

function place(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
}

function stamp(at: Instant, timeZone: string): string {
  return dateFormat({ locale: 'sv-SE', timeZone }, { dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(at),
  );
}
