const DAY_MS = 86_400_000;

/** The instant at which a calendar day begins in `timeZone` (IANA); where its midnight is skipped, the first after it. */
export function startOfDay(day: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`);
  // The offset a day before and after are the two that can be in force at midnight.
  const before = wall - offsetAt(timeZone, wall - DAY_MS);
  const after = wall - offsetAt(timeZone, wall + DAY_MS);
  const [earlier, later] = before <= after ? [before, after] : [after, before];
  if (earlier + offsetAt(timeZone, earlier) >= wall) return new Date(earlier);
  return new Date(later);
}

/** How far the zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(timeZone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wall - Math.floor(instant / 1_000) * 1_000;
}
