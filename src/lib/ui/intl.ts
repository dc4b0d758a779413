/** Who reads: left out, the browser's own locale and time zone. */
export interface Viewer {
  locale?: string | undefined;
  timeZone?: string | undefined;
}

// Making an Intl formatter costs about 50 times what using one does, and a thread formats hundreds of times.
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** A cached date formatter. */
export function dateFormat(viewer: Viewer, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${viewer.locale}|${viewer.timeZone}|${JSON.stringify(options)}`;
  const known = dates.get(key);
  if (known) return known;
  const zone = viewer.timeZone === undefined ? {} : { timeZone: viewer.timeZone };
  const made = new Intl.DateTimeFormat(viewer.locale, { ...options, ...zone });
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
