/** A stretch of a message: words as they are, or something that leads somewhere. */
export type TextToken = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

// Ends at white space, quotes, brackets of markup, and at what hides or turns text: controls, zero width, bidi.
const CANDIDATE =
  /(?<![\p{L}\p{N}_])(?:https?:\/\/|mailto:)[^\s<>"`{}|\\^\p{Cc}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/giu;

const TRAILING = new Set('.,;:!?\'"*_~)]…»”’');
const OPENED_BY: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/**
 * Splits a message into text and links; the texts joined are the message. Links are explicit `http`, `https` and
 * `mailto` addresses that a browser can read and that do not name one host to reach another.
 */
export function linkify(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutTrailing(match[0]);
    const href = safeHref(shown);
    if (href === undefined) continue;
    if (match.index > end) tokens.push({ kind: 'text', text: text.slice(end, match.index) });
    tokens.push({ kind: 'link', text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) tokens.push({ kind: 'text', text: text.slice(end) });
  return tokens;
}

/** "(see https://a.b/c)." means `https://a.b/c`, but a bracket that the address itself opened belongs to it. */
function withoutTrailing(candidate: string): string {
  const surplus: Record<string, number> = {};
  for (const [close, open] of Object.entries(OPENED_BY)) {
    surplus[close] = count(candidate, close) - count(candidate, open);
  }
  let end = candidate.length;
  for (; end > 0; end -= 1) {
    const last = candidate.charAt(end - 1);
    if (!TRAILING.has(last)) break;
    if (last in OPENED_BY) {
      const left = surplus[last] ?? 0;
      if (left <= 0) break;
      surplus[last] = left - 1;
    }
  }
  return candidate.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function safeHref(candidate: string): string | undefined {
  if (!URL.canParse(candidate)) return undefined;
  const url = new URL(candidate);
  if (url.protocol === 'mailto:') return /^[^@]+@[^@]+$/.test(url.pathname) ? url.href : undefined;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // `https://bank.example@evil.example` reads like the one and goes to the other.
  return url.username === '' && url.password === '' ? url.href : undefined;
}
