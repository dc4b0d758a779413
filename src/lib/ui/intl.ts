/** Who reads: left out, the browser's own time zone and habits, with dates in the language of the screens. */
export interface Viewer {
  locale?: string | undefined;
  timeZone?: string | undefined;
}

/**
 * The locale dates are written in for a reader of that locale: the screens speak English, so a month or a weekday is
 * English as well, day before month, on the reader's own 12 or 24 hour clock.
 */
export function dateLocale(own: string | undefined): string {
  const { locale, hourCycle } = new Intl.DateTimeFormat(own, { hour: 'numeric' }).resolvedOptions();
  return /^en\b/.test(locale) ? locale : `en-GB-u-hc-${hourCycle}`;
}

const ownDates = dateLocale(undefined);

/** The zone of this device, in which its clock times are written. */
export const ownTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

// Making an Intl formatter costs about 50 times what using one does, and a thread formats hundreds of times.
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** A cached date formatter. */
export function dateFormat(viewer: Viewer, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${viewer.locale}|${viewer.timeZone}|${JSON.stringify(options)}`;
  const known = dates.get(key);
  if (known) return known;
  const zone = viewer.timeZone === undefined ? {} : { timeZone: viewer.timeZone };
  const made = new Intl.DateTimeFormat(viewer.locale ?? ownDates, { ...options, ...zone });
  dates.set(key, made);
  return made;
}

/** A cached number formatter. */
export function numberFormat(viewer: Viewer, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${viewer.locale}|${JSON.stringify(options)}`;
  const known = numbers.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(viewer.locale, options);
  numbers.set(key, made);
  return made;
}
