import { sql } from 'drizzle-orm';
import type { SearchKind } from '#contract/enums';
import { messages } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import { matchTexts, type Match } from '../match.ts';
import type { Phrase } from '../query.ts';
import { kindsOf, readSearchable, textsOf, type Searchable } from '../searchable.ts';
import { stemsOf, type Stems } from '../stems.ts';
import { wordsOf } from '../words.ts';

/** A message that has what is looked for, in its present state. */
export interface Hit {
  readonly message: Searchable;
  readonly texts: readonly string[];
  readonly match: Match;
}

/** What every hit must have. */
export interface Wanted {
  readonly phrases: readonly Phrase[];
  readonly kind: SearchKind | undefined;
  readonly from: Date | undefined;
  readonly until: Date | undefined;
  /** Stems of the words that are looked for. */
  readonly stems: Stems;
}

/** Which of these messages fit, whatever the index says of them: it may be older than they are. */
export async function hitsAmong(tx: Tx, found: readonly Searchable[], wanted: Wanted): Promise<Hit[]> {
  const read = found.filter((message) => isWithin(message, wanted)).map(withWords);
  const stems = new Map([
    ...(await stemsOf(
      tx,
      read.flatMap(({ words }) => words.flat()),
    )),
    ...wanted.stems,
  ]);
  return read.flatMap(({ message, texts, words }) => {
    const match = matchTexts(words, wanted.phrases, stems);
    return match ? [{ message, texts, match }] : [];
  });
}

/** The same of messages that are known by their ids. */
export async function hitsWithIds(tx: Tx, ids: readonly number[], wanted: Wanted): Promise<Hit[]> {
  if (ids.length === 0) return [];
  // As one list: a thousand parameters take longer to plan than to look up.
  const named = sql`${messages.messageId} = any (${sql.param([...ids])}::int[])`;
  return hitsAmong(tx, await readSearchable(tx, named), wanted);
}

function withWords(message: Searchable) {
  const texts = textsOf(message);
  return { message, texts, words: texts.map(wordsOf) };
}

function isWithin(message: Searchable, { kind, from, until }: Wanted): boolean {
  if (message.deleted) return false;
  if (from && message.createdAt < from) return false;
  if (until && message.createdAt >= until) return false;
  return kind === undefined || kindsOf(message).has(kind);
}
