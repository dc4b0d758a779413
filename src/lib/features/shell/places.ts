import type { Role } from '#contract/enums';
import type { IconName } from '$ui/icon.ts';

/** A place one can go to from anywhere. `talk` marks the one that counts unread messages. */
export interface Place {
  href: string;
  label: string;
  icon: IconName;
  talk?: boolean;
}

const ME: Place = { href: '/me', label: 'Me', icon: 'user' };

const CLIENT_PLACES: readonly Place[] = [
  { href: '/chat', label: 'Chat', icon: 'message-circle', talk: true },
  { href: '/today', label: 'Today', icon: 'sun' },
  ME,
];

const COACH_PLACES: readonly Place[] = [
  { href: '/inbox', label: 'Inbox', icon: 'messages-square', talk: true },
  { href: '/people', label: 'People', icon: 'users' },
  { href: '/templates', label: 'Templates', icon: 'clipboard-list' },
  { href: '/exercises', label: 'Exercises', icon: 'dumbbell' },
  ME,
];

/** Where somebody of this role can go, in order. */
export function placesOf(role: Role): readonly Place[] {
  return role === 'CLIENT' ? CLIENT_PLACES : COACH_PLACES;
}

/** Whether a path lies at or below a place. */
export function isAt(place: Place, path: string): boolean {
  return path === place.href || path.startsWith(`${place.href}/`);
}
