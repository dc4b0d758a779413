import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, check, numeric, timestamp } from 'drizzle-orm/pg-core';

/** An instant: with time zone, to the millisecond, so that it survives the trip through a JavaScript Date. */
export function instant<Name extends string>(name: Name) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
}

/** When the row was made. */
export function createdAt() {
  return instant('created_at').notNull().defaultNow();
}

/** When the row last changed; every update through Drizzle moves it. */
export function updatedAt() {
  return instant('updated_at')
    .notNull()
    .defaultNow()
    .$onUpdateFn(() => sql`now()`);
}

/** A decimal number, read as a JavaScript number. */
export function decimal<Name extends string>(name: Name) {
  return numeric(name, { mode: 'number' });
}

/** The column holds one of these words (or null, where the column may be null). */
export function oneOf(name: string, column: AnyPgColumn, words: readonly string[]) {
  return check(name, sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`);
}

/** The column lies within these bounds, both included. */
export function between(name: string, column: AnyPgColumn, low: number, high: number) {
  return check(name, sql`${column} between ${sql.raw(String(low))} and ${sql.raw(String(high))}`);
}

/** The column is more than zero. */
export function positive(name: string, column: AnyPgColumn) {
  return check(name, sql`${column} > 0`);
}

/** The column is zero or more. */
export function notNegative(name: string, column: AnyPgColumn) {
  return check(name, sql`${column} >= 0`);
}

/** The column is set exactly when the condition holds. */
export function setExactlyWhen(name: string, column: AnyPgColumn, condition: SQL) {
  return check(name, sql`(${column} is not null) = (${condition})`);
}
