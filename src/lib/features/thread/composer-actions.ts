import type { Component } from 'svelte';
import type { UserView } from '#contract/auth';
import type { PersonView } from '#contract/conversations';
import type { IconName } from '$ui/icon.ts';
import CheckInOpener from '../check-ins/CheckInOpener.svelte';
import type { RepliesDesk } from '../replies/replies-desk.ts';
import RepliesOpener from '../replies/RepliesOpener.svelte';
import AssignOpener from '../training/AssignOpener.svelte';

/** What an action's component gets: it shows its dialog while `open`, and sets it back. */
export interface ComposerActionProps {
  open: boolean;
  viewer: UserView;
  /** The other person of the thread. */
  other: PersonView;
  /** The composer it was opened from. */
  desk: RepliesDesk;
}

/** One line of the composer's `+` menu. */
export interface ComposerAction {
  label: string;
  icon: IconName;
  /** Light: what it opens is fetched when it is first wanted. */
  Opener: Component<ComposerActionProps, object, 'open'>;
}

const ofClient: readonly ComposerAction[] = [
  { label: 'Check-in', icon: 'clipboard-check', Opener: CheckInOpener },
];
/** Also opened by name, from the list that a `/` opens. */
export const SAVED_REPLIES = 'Saved replies';

const ofCoach: readonly ComposerAction[] = [
  { label: 'Assign a routine', icon: 'dumbbell', Opener: AssignOpener },
  { label: SAVED_REPLIES, icon: 'message-square-text', Opener: RepliesOpener },
];

/** What somebody can send besides text, by their side of the thread. */
export function composerActions(side: 'coach' | 'client'): readonly ComposerAction[] {
  return side === 'client' ? ofClient : ofCoach;
}
