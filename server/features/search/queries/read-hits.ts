import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { SearchKind } from '#contract/enums';
import { messages } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import { matchTexts, type Match } from '../match.ts';
import type { Phrase } from '../query.ts';
import { kindsOf, readSearchable, textsOf, type Searchable } from '../searchable.ts';
import { stemsOf, type Stems } from '../stems.ts';
import { wordsOf } from '../words.ts';
import type { Patience } from './patience.ts';

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

interface How {
  readonly wanted: Wanted;
  readonly patience: Patience;
}

type Candidate = Pick<Hit, 'message' | 'texts'>;

/** UTF-16 units of text whose words are held at once; then others get their turn. */
const SLICE = 20_000;

/**
 * Which of these messages fit, whatever the index says of them: it may be older than they are. Looked at in their order, as
 * far as the patience goes.
 */
export async function hitsAmong(tx: Tx, found: readonly Searchable[], how: How): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (const slice of slicesOf(found, how)) {
    hits.push(...(await hitsIn(tx, slice, how.wanted)));
    await setImmediate();
  }
  return hits;
}

function* slicesOf(found: readonly Searchable[], { wanted, patience }: How): Generator<Candidate[]> {
  let [slice, held]: [Candidate[], number] = [[], 0];
  for (const message of found) {
    if (!isWithin(message, wanted)) continue;
    const texts = textsOf(message);
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (!patience.read(length)) break;
    slice.push({ message, texts });
    held += length;
    if (held < SLICE) continue;
    yield slice;
    [slice, held] = [[], 0];
  }
  if (slice.length > 0) yield slice;
}

/** The same of messages that are known by their ids; the newest are looked at first. */
export async function hitsWithIds(tx: Tx, ids: readonly number[], how: How): Promise<Hit[]> {
  if (ids.length === 0) return [];
  // As one list: a thousand parameters take longer to plan than to look up.
  const named = sql`${messages.messageId} = any (${sql.param([...ids])}::int[])`;
  const read = await readSearchable(tx, named);
  return hitsAmong(
    tx,
    read.toSorted((a, b) => b.messageId - a.messageId),
    how,
  );
}

async function hitsIn(tx: Tx, candidates: readonly Candidate[], wanted: Wanted): Promise<Hit[]> {
  const read = candidates.map((one) => ({ ...one, words: one.texts.map(wordsOf) }));
  const words = read.flatMap((one) => one.words.flat());
  const stems = new Map([...(await stemsOf(tx, words)), ...wanted.stems]);
  return read.flatMap(({ message, texts, words }) => {
    const match = matchTexts(words, wanted.phrases, stems);
    return match ? [{ message, texts, match }] : [];
  });
}

function isWithin(message: Searchable, { kind, from, until }: Wanted): boolean {
  if (message.deleted) return false;
  if (from && message.createdAt < from) return false;
  if (until && message.createdAt >= until) return false;
  return kind === undefined || kindsOf(message).has(kind);
}
