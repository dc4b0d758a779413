import type { Snippet } from '#contract/search';

export interface SnippetPart {
  text: string;
  found: boolean;
}

/** A snippet cut where words were found; the parts joined are the snippet. */
export function snippetParts({ text, matches }: Snippet): SnippetPart[] {
  const parts: SnippetPart[] = [];
  let end = 0;
  for (const [from, to] of matches) {
    if (from > end) parts.push({ text: text.slice(end, from), found: false });
    parts.push({ text: text.slice(from, to), found: true });
    end = to;
  }
  if (end < text.length) parts.push({ text: text.slice(end), found: false });
  return parts;
}
