import type { Snippet } from '#contract/search';
import type { Range } from './match.ts';

/** How much is shown before the first place, and in all, in UTF-16 units. */
const BEFORE = 60;
const LENGTH = 200;

/**
 * The piece of a text in which most is to be seen: from a little before the first place on. Line breaks become spaces,
 * so that places stay where they are.
 */
export function snippetOf(text: string, ranges: readonly Range[]): Snippet {
  const first = ranges[0]?.[0] ?? 0;
  const start = first <= BEFORE ? 0 : wordStart(text, first - BEFORE, first);
  const end = text.length - start <= LENGTH ? text.length : wordEnd(text, start + LENGTH);
  const lead = start > 0 ? '…' : '';
  const shift = lead.length - start;
  const shown = text.slice(start, end).replace(/\s/g, ' ');
  return {
    text: `${lead}${shown}${end < text.length ? '…' : ''}`,
    matches: ranges.filter((range) => range[1] <= end).map(([from, to]) => [from + shift, to + shift]),
  };
}

/** The first beginning of a word from `from` on, at `latest` in any case. */
function wordStart(text: string, from: number, latest: number): number {
  const space = text.slice(from, latest).search(/\s\S/);
  return space === -1 ? latest : from + space + 1;
}

/** The last end of a word before `to`; a text without spaces is cut between characters. */
function wordEnd(text: string, to: number): number {
  const space = text.slice(0, to).search(/\s\S*$/);
  if (space > to - BEFORE) return space;
  return isHighSurrogate(text.charCodeAt(to - 1)) ? to - 1 : to;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
