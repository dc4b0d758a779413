import type { SessionEndReason } from '#contract/realtime';

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

/** A path of this site to return to; anything that could lead elsewhere is dropped. */
export function safeNext(next: string | null): string | undefined {
  if (next === null || !/^\/(?![/\\])/.test(next) || next.startsWith('/login')) return undefined;
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : undefined;
}

function isReason(why: string | null): why is SessionEndReason {
  return why !== null && Object.hasOwn(NOTICES, why);
}
