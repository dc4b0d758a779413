import type { SessionEndReason } from '#contract/realtime';

/** Stands for this site, so that the address of another one can be told apart. */
const HERE = 'https://here.invalid';

/** The address of the log-in screen for somebody whose session ended, and who wants to return to `next`. */
export function loginUrl(why: SessionEndReason | undefined, next?: string): string {
  const query = new URLSearchParams();
  if (why) query.set('why', why);
  if (next && next !== '/') query.set('next', next);
  const text = query.toString();
  return text === '' ? '/login' : `/login?${text}`;
}

/** A path of this site to return to; anything that could lead elsewhere, or in a circle, is dropped. */
export function safeNext(next: string | null): string | undefined {
  if (next === null || !URL.canParse(next, HERE)) return undefined;
  const { origin, pathname, search } = new URL(next, HERE);
  if (!next.startsWith('/') || origin !== HERE || pathname === '/login') return undefined;
  return pathname + search;
}
