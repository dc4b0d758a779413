import * as z from 'zod/mini';

/** Largest value of a Postgres `integer`, which every id and sequence number is. */
export const MAX_INTEGER = 2_147_483_647;

/** An id as it appears in a JSON body or a socket payload. */
export const id = z.int().check(z.positive(), z.lte(MAX_INTEGER));

/** An id as it appears in a path: digits only. */
export const idInPath = z.pipe(
  z.pipe(z.string().check(z.regex(/^[1-9]\d{0,9}$/, 'must be a number')), z.transform(Number)),
  id,
);

/** A sequence number or revision: 0 stands for "nothing yet". */
export const counter = z.int().check(z.nonnegative(), z.lte(MAX_INTEGER));

/** The same in a query string. */
export const counterInQuery = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,10}$/, 'must be a whole number')), z.transform(Number)),
  counter,
);

/** `limit=` of a list: 1 to 100, 50 unless told. */
export const pageLimit = z._default(
  z.pipe(
    z.pipe(z.string().check(z.regex(/^\d{1,3}$/, 'must be a whole number')), z.transform(Number)),
    z.int().check(z.gte(1), z.lte(100)),
  ),
  50,
);

/** The position a list goes on from; opaque to the reader. */
export const pageCursor = z.optional(z.string().check(z.minLength(1), z.maxLength(200)));

/** Text that Postgres can hold: no NUL, no half of a surrogate pair. */
const storable = z.refine<string>(isStorable, 'contains characters that cannot be stored');

/** Text of `min` to `max` characters once the white space around it is gone. */
export const trimmedText = (min: number, max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`),
      z.maxLength(max, `must have at most ${max.toLocaleString('en')} characters`),
      storable,
    );

/** Text just as it is, as long as Postgres can hold it. */
export const storableText = z.string().check(storable);

/** A calendar day, `YYYY-MM-DD`, that exists. There was no year 0. */
export const calendarDay = z.iso
  .date('must be a day like 2026-01-31')
  .check(z.refine((day) => !day.startsWith('0000'), 'must be a day like 2026-01-31'));

/** An instant as a cursor holds it, which Postgres can read: there was no year 0. */
export const instantInCursor = z.iso.datetime().check(z.refine((instant) => !instant.startsWith('0000')));

/** A UUID of any version, in lower case however it was written: as Postgres gives it back, and one id is one string. */
export const uuid = z.pipe(
  z.guid('must be a UUID'),
  z.transform((value: string) => value.toLowerCase()),
);

export const email = z.pipe(
  z.string().check(z.trim(), z.toLowerCase(), z.maxLength(255), storable),
  z.email('must be an e-mail address'),
);

/** A new password. Longer ones are not cut but refused, so that what was typed is what counts. */
export const newPassword = z
  .string()
  .check(
    z.minLength(8, 'must have at least 8 characters'),
    z.maxLength(128, 'must have at most 128 characters'),
    storable,
  );

/** An IANA time zone this runtime knows. */
export const timeZone = z
  .string()
  .check(z.maxLength(64), z.refine(isTimeZone, 'must be a time zone like Europe/Lisbon'));

function isStorable(text: string): boolean {
  // A lone surrogate would be replaced on its way to UTF-8: what was stored would not be what was sent.
  return (
    !text.includes('\u0000') &&
    !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
  );
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Offsets such as "+02:00" format as well, but know no summer time.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
