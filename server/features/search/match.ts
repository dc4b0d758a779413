import type { Phrase, WantedWord } from './query.ts';
import { findsBeginnings } from './query.ts';
import type { Stems } from './stems.ts';
import type { Word } from './words.ts';

/** How well a message fits: all words themselves, some in another form, some only as the beginning of a word. */
export const TIERS = [0, 1, 2] as const;
export type Tier = (typeof TIERS)[number];

/** From, to (not included), in UTF-16 units. */
export type Range = [number, number];

export interface Match {
  readonly tier: Tier;
  /** Where in each of the texts something was found, in order. */
  readonly ranges: readonly Range[][];
}

/**
 * Whether the texts of one message have everything that is looked for, and where.
 * @param texts the words of each text
 */
export function matchTexts(
  texts: readonly (readonly Word[])[],
  phrases: readonly Phrase[],
  stems: Stems,
): Match | undefined {
  let tier: Tier = 0;
  const ranges = texts.map((): Range[] => []);
  for (const phrase of phrases) {
    let best: Tier | undefined;
    for (const [index, words] of texts.entries()) {
      for (const found of occurrences(words, phrase, stems)) {
        best = best === undefined || found.tier < best ? found.tier : best;
        ranges[index]?.push(...found.ranges);
      }
    }
    if (best === undefined) return undefined;
    if (best > tier) tier = best;
  }
  return { tier, ranges: ranges.map(inOrder) };
}

interface Occurrence {
  readonly tier: Tier;
  readonly ranges: readonly Range[];
}

function* occurrences(words: readonly Word[], phrase: Phrase, stems: Stems): Generator<Occurrence> {
  for (let at = 0; at + phrase.length <= words.length; at += 1) {
    const tier = tierAt(words, at, phrase, stems);
    if (tier === undefined) continue;
    const ranges = words.slice(at, at + phrase.length).map(({ start, end }): Range => [start, end]);
    yield { tier, ranges };
  }
}

function tierAt(words: readonly Word[], at: number, phrase: Phrase, stems: Stems): Tier | undefined {
  let worst: Tier = 0;
  for (const [offset, wanted] of phrase.entries()) {
    const word = words[at + offset];
    const tier = word && tierOf(word, wanted, stems);
    if (tier === undefined) return undefined;
    if (tier > worst) worst = tier;
  }
  return worst;
}

function tierOf(word: Word, wanted: WantedWord, stems: Stems): Tier | undefined {
  if (word.plain === wanted.plain) return 0;
  if (wanted.literal) return undefined;
  const wantedStems = stems.get(wanted.accented) ?? [];
  if (wantedStems.length > 0) {
    if (wantedStems.includes(word.plain)) return 1;
    if (stems.get(word.accented)?.some((stem) => wantedStems.includes(stem))) return 1;
  }
  return findsBeginnings(wanted) && word.plain.startsWith(wanted.plain) ? 2 : undefined;
}

/** In the order of the text, each stretch once. */
function inOrder(ranges: readonly Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  return sorted.filter((range, index) => index === 0 || range[0] >= (sorted[index - 1]?.[1] ?? 0));
}
