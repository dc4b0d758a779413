import type { SavedReplyView } from '#contract/saved-replies';

/** Replies all words of a search are in: those whose title begins with it first, then other titles, then texts. */
export function findReplies(replies: readonly SavedReplyView[], query: string): SavedReplyView[] {
  const wanted = folded(query).trim();
  const words = wanted.split(/\s+/u);
  const ranked = replies.flatMap((reply) => {
    const rank = rankOf(folded(reply.title), folded(reply.text), wanted, words);
    return rank === undefined ? [] : [{ reply, rank }];
  });
  // Sorting keeps the order within one rank.
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ reply }) => reply);
}

function rankOf(title: string, text: string, wanted: string, words: readonly string[]): number | undefined {
  if (title.startsWith(wanted)) return 0;
  if (words.every((word) => title.includes(word))) return 1;
  return words.every((word) => title.includes(word) || text.includes(word)) ? 2 : undefined;
}

/** Without case and accents, so that "cafe" finds "Café". */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
