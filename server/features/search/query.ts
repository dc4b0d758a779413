import { MAX_SEARCH_WORDS } from '#contract/search';
import { invalidInput } from '#server/kernel/errors';
import { wordsOf, type Word } from './words.ts';

/** A word that is looked for. */
export interface WantedWord extends Pick<Word, 'plain' | 'accented'> {
  /** In quotes: this very word, no form of it and no longer one. */
  readonly literal: boolean;
}

/** Words that must stand side by side: what was in quotes, or written without a space, such as "80kg". */
export type Phrase = readonly WantedWord[];

const PIECE = /["“”„«]([^"“”„«»]*)["“”»]?|[^\s"“”„«»]+/gu;

/**
 * What somebody looks for, all of which a message must have.
 * @throws AppError `invalid_input` on `q` when there is no word in it, or too many
 */
export function phrasesOf(q: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (const [piece, quoted] of q.matchAll(PIECE)) {
    const words = wordsOf(quoted ?? piece);
    if (words.length === 0) continue;
    const literal = quoted !== undefined;
    phrases.push(words.map(({ plain, accented }) => ({ plain, accented, literal })));
  }
  if (phrases.length === 0) throw invalidInput('q', 'has no word to look for');
  if (phrases.flat().length > MAX_SEARCH_WORDS)
    throw invalidInput('q', `must have at most ${MAX_SEARCH_WORDS} words`);
  return phrases;
}

/** One letter begins too many words to be looked for as a beginning; where no letters are used, one sign is a word. */
export function findsBeginnings({ plain, literal }: WantedWord): boolean {
  return !literal && (plain.length > 1 || !/^[a-z0-9]$/.test(plain));
}
