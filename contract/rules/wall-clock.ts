/**
 * From what a clock on somebody's wall shows to the instant that is meant, and back. Zones are IANA names; nothing here
 * looks at the machine's own.
 */

const DAY_MS = 86_400_000;

/** What a clock shows: `day` is `YYYY-MM-DD`, `time` is `HH:MM`. */
export interface WallTime {
  day: string;
  time: string;
}

/** What the clocks of `timeZone` show at `instant`. */
export function wallTimeOf(timeZone: string, instant: Date | number): WallTime {
  const shown = new Date(localMs(timeZone, Number(instant))).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** The instant that is meant by a time on a clock. */
export interface MeantInstant {
  instant: Date;
  /**
   * `skipped`: clocks go forward over that time, and it is the one as long after the change as was asked for before it.
   * `repeated`: clocks go back and show it twice, and it is the first.
   */
  kind: 'once' | 'skipped' | 'repeated';
}

/** The instant at which the clocks of `timeZone` show that; where that is not exactly one, see `kind`. */
export function instantOf(timeZone: string, { day, time }: WallTime): MeantInstant {
  const shown = Date.parse(`${day}T${time}:00Z`);
  // A zone changes its offset at most once within two days.
  const before = offsetAt(timeZone, shown - DAY_MS);
  const after = offsetAt(timeZone, shown + DAY_MS);
  const candidates = [...new Set([shown - before, shown - after])].sort((a, b) => a - b);
  const [first, second] = candidates.filter((ms) => localMs(timeZone, ms) === shown);
  if (first === undefined) return { instant: new Date(shown - before), kind: 'skipped' };
  return { instant: new Date(first), kind: second === undefined ? 'once' : 'repeated' };
}

/** Milliseconds the clocks of a zone are ahead of UTC. */
function offsetAt(timeZone: string, ms: number): number {
  return localMs(timeZone, ms) - ms;
}

/** What the clocks of a zone show, written down as if it were UTC. */
function localMs(timeZone: string, ms: number): number {
  const parts = formatter(timeZone).formatToParts(ms);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const whole = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return whole + (((ms % 1000) + 1000) % 1000);
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}
