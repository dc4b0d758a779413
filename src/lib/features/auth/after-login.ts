import type { SessionEndReason } from '#contract/realtime';

/** Stands for this site, so that the address of another one can be told apart. */
const HERE = 'https://here.invalid';

const NOTICES: Record<SessionEndReason, string | undefined> = {
  // Whoever logged out here needs no explanation.
  logged_out: undefined,
  ended: 'This device was logged out from another one. Log in to go on; nothing is lost.',
  expired: 'You were away for a while, so you were logged out. Log in to go on.',
  password_changed:
    'Your password was changed, so every other device was logged out. Log in with the new one.',
  deactivated: 'Your account is not active any more. Ask your coach or the owner of this site.',
};

/** What to say on the way back in, by the reason in the address; undefined when there is nothing to say. */
export function loginNotice(why: string | null): string | undefined {
  return isReason(why) ? NOTICES[why] : undefined;
}

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

function isReason(why: string | null): why is SessionEndReason {
  return why !== null && Object.hasOwn(NOTICES, why);
}
