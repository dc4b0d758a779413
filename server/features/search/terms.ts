import type { SearchKind } from '#contract/enums';
import type { Stems } from './stems.ts';
import type { Word } from './words.ts';

/** How a stem is stored. The word itself finds a stem that is spelled alike, so that one is stored once. */
export const stemTerm = (stem: string): string => `=${stem}`;

/** How it is stored that a message is of some kind. */
export const kindTerm = (kind: SearchKind): string => `#${kind}`;

/** Everything a message is found by. */
export function termsOf(words: Iterable<Word>, stems: Stems, kinds: Iterable<SearchKind>): Set<string> {
  const terms = new Set<string>();
  for (const { plain, accented } of words) {
    if (plain === '') continue;
    terms.add(plain);
    for (const stem of stems.get(accented) ?? []) if (stem !== plain) terms.add(stemTerm(stem));
  }
  for (const kind of kinds) terms.add(kindTerm(kind));
  return terms;
}
