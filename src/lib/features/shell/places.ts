import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Dumbbell from '@lucide/svelte/icons/dumbbell';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Sun from '@lucide/svelte/icons/sun';
import User from '@lucide/svelte/icons/user';
import Users from '@lucide/svelte/icons/users';
import type { Role } from '#contract/enums';
import type { Glyph } from '$ui/icon.ts';

/** A place one can go to from anywhere. `talk` marks the one that counts unread messages. */
export interface Place {
  href: string;
  label: string;
  icon: Glyph;
  talk?: boolean;
}

const ME: Place = { href: '/me', label: 'Me', icon: User };

const CLIENT_PLACES: readonly Place[] = [
  { href: '/chat', label: 'Chat', icon: MessageCircle, talk: true },
  { href: '/today', label: 'Today', icon: Sun },
  ME,
];

const COACH_PLACES: readonly Place[] = [
  { href: '/inbox', label: 'Inbox', icon: MessagesSquare, talk: true },
  { href: '/people', label: 'People', icon: Users },
  { href: '/templates', label: 'Templates', icon: ClipboardList },
  { href: '/exercises', label: 'Exercises', icon: Dumbbell },
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
