import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { Executor } from '#server/platform/postgres';
import { plainOf, type Word } from './words.ts';

/** The stems of words, by their accented form. */
export type Stems = ReadonlyMap<string, readonly string[]>;

type Stemmed = Pick<Word, 'plain' | 'accented'>;

/** The vocabulary of people who talk about training and food is smaller than this. */
const REMEMBERED = 20_000;
const NONE: readonly string[] = [];
const known = new Map<string, readonly string[]>();

const rows = z.array(z.object({ accented: z.string(), stems: z.array(z.string()) }));

/**
 * English and Spanish stems, without accents; none for words that carry no meaning of their own in that language. What
 * language somebody writes is not known, so a word has those of both.
 */
export async function stemsOf(db: Executor, words: Iterable<Stemmed>): Promise<Stems> {
  const stems = new Map<string, readonly string[]>();
  const unknown = new Map<string, string>();
  for (const { accented, plain } of words) {
    const before = isInflected(plain) ? known.get(accented) : NONE;
    if (before) stems.set(accented, before);
    else unknown.set(accented, plain);
  }
  for (const row of await readStems(db, unknown)) {
    stems.set(row.accented, row.stems);
    remember(row.accented, row.stems);
  }
  return stems;
}

/** Only longer words of Latin letters have forms these rules know. */
function isInflected(plain: string): boolean {
  return plain.length > 2 && /^\p{Script=Latin}+$/u.test(plain);
}

async function readStems(db: Executor, words: ReadonlyMap<string, string>) {
  if (words.size === 0) return [];
  // Spanish endings are known by their accents; whoever types none is understood too.
  const { rows: found } = await db.execute(sql`
    select accented, array_cat(ts_lexize('english_stem', plain),
      array_cat(ts_lexize('spanish_stem', accented), ts_lexize('spanish_stem', plain))) as stems
    from unnest(${sql.param([...words.keys()])}::text[], ${sql.param([...words.values()])}::text[]) as w (accented, plain)`);
  return rows.parse(found).map((row) => ({ ...row, stems: [...new Set(row.stems.map(plainOf))] }));
}

function remember(accented: string, stems: readonly string[]): void {
  if (known.size >= REMEMBERED) {
    const oldest = known.keys().next();
    if (!oldest.done) known.delete(oldest.value);
  }
  known.set(accented, stems);
}
