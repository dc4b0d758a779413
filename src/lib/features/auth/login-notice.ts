import type { SessionEndReason } from '#contract/realtime';

const NOTICES: Record<SessionEndReason, string | undefined> = {
  // Whoever logged out here needs no explanation.
  logged_out: undefined,
  ended:
    'This device was logged out from another one or by an admin, and keeps nothing of yours. Log in to go on.',
  expired: 'You were away for a while, so you were logged out. Log in to go on.',
  password_changed:
    'Your password was changed, so every other device was logged out. Log in with the new one.',
  deactivated: 'Your account is not active any more. The owner of this site can tell you more.',
};

/** What to say on the way back in, by the reason in the address; undefined when there is nothing to say. */
export function loginNotice(why: string | null): string | undefined {
  return isReason(why) ? NOTICES[why] : undefined;
}

function isReason(why: string | null): why is SessionEndReason {
  return why !== null && Object.hasOwn(NOTICES, why);
}
