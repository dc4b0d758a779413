import type * as z from 'zod/mini';
import { invalidInput } from './errors.ts';

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type Position = readonly (string | number)[];

/**
 * The position a cursor stands for.
 * @param shape what a position of this list looks like
 * @throws AppError `invalid_input` on `cursor`: not one this list gave
 */
export function positionOf<S extends z.ZodMiniType<Position>>(
  cursor: string | undefined,
  shape: S,
): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const read = shape.safeParse(decoded(cursor));
  if (!read.success) throw invalidInput('cursor', 'is not one this list gave');
  return read.data;
}

/**
 * Cuts a page from rows that were asked for with `limit + 1`: the extra one only says that there is more.
 * @param position of a row in the list's order
 */
export function pageOf<T>(rows: readonly T[], limit: number, position: (row: T) => Position): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? encoded(position(last)) : null };
}

function encoded(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
