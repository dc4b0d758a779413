/** A stretch of a message: words as they are, or something that leads somewhere. */
export type TextToken = { kind: 'text'; text: string } | LinkToken;

export interface LinkToken {
  kind: 'link';
  text: string;
  href: string;
  /** `text` in three parts: the middle of a long address is not shown. What names the host is always in the first. */
  parts: readonly [head: string, hidden: string, tail: string];
  /** The host as the network knows it, where letters of other scripts may look like those of another host. */
  host?: string | undefined;
}

/** A link that is longer is shortened in the middle. */
const LONG = 60;
const HEAD = 40;
const TAIL = 12;

// Ends at white space, quotes, brackets of markup, and at what hides or turns text: controls, zero width, bidi.
const CANDIDATE =
  /(?<![\p{L}\p{N}_])(?:https?:\/\/|mailto:|tel:)[^\s<>"`{}|\\^\p{Cc}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/giu;

const TRAILING = new Set('.,;:!?\'"*_~)]…»”’');
const OPENED_BY: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/**
 * Splits a message into text and links; the texts joined are the message. Links are explicit `http`, `https`,
 * `mailto` and `tel` addresses that a browser can read and that do not name one host to reach another.
 */
export function linkify(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutTrailing(match[0]);
    const url = safeUrl(shown);
    if (!url) continue;
    if (match.index > end) tokens.push({ kind: 'text', text: text.slice(end, match.index) });
    tokens.push(linkTo(url, shown));
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

function safeUrl(candidate: string): URL | undefined {
  if (!URL.canParse(candidate)) return undefined;
  const url = new URL(candidate);
  return isSafe(url) ? url : undefined;
}

function isSafe({ protocol, pathname, username, password }: URL): boolean {
  if (protocol === 'mailto:') return /^[^@]+@[^@]+$/.test(pathname);
  if (protocol === 'tel:') return /^\+?[\d().-]*\d[\d().-]*$/.test(pathname);
  // `https://bank.example@evil.example` reads like the one and goes to the other.
  return username === '' && password === '';
}

function linkTo({ protocol, host, href }: URL, text: string): LinkToken {
  const [, origin = ''] = /^(https?:\/\/[^/?#]*)/i.exec(text) ?? [];
  const plain =
    !protocol.startsWith('http') ||
    /^[\p{Script=Latin}\p{N}\p{P}]*$/u.test(origin.slice(protocol.length + 2));
  return { kind: 'link', text, href, parts: shortened(text, origin.length), host: plain ? undefined : host };
}

/** @param whole so many characters at the start are always shown */
function shortened(text: string, whole: number): LinkToken['parts'] {
  const characters = Array.from(text);
  const head = Math.max(HEAD, Array.from(text.slice(0, whole)).length);
  if (characters.length <= Math.max(LONG, head + TAIL)) return [text, '', ''];
  const part = (from: number, to?: number) => characters.slice(from, to).join('');
  return [part(0, head), part(head, -TAIL), part(-TAIL)];
}
