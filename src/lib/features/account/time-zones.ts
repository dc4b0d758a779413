/** The zone this device is in. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every time zone to choose from, and the one in use even if this browser does not list it. */
export function timeZoneOptions(inUse: string): { value: string; label: string }[] {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', inUse]);
  return [...names].sort().map((name) => ({ value: name, label: placeOf(name) }));
}

/** A zone as people read it: "Europe / Lisbon". */
export function placeOf(timeZone: string): string {
  return timeZone.replaceAll('_', ' ').replaceAll('/', ' / ');
}
