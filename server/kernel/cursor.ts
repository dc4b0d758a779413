import * as z from 'zod';
import { invalidInput } from './errors.ts';

const position = z.strictObject({ at: z.iso.datetime(), id: z.int().positive() });

/** Where a list ordered by time goes on: the last row's instant, and its id for rows of the same instant. */
export type Position = z.infer<typeof position>;

/** Opaque to the reader, and free to change. */
export function encodeCursor(at: Position): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

/** @throws AppError `invalid_input` for anything this server did not hand out */
export function decodeCursor(cursor: string): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw invalidInput('cursor', 'is not one this list gave');
  }
}
