import type { Attaching } from '../media/attaching.svelte.ts';
import { attachmentsLine } from '#contract/attachments-line';
import type { SavedReplyView } from '#contract/saved-replies';
import { fillReply } from '#contract/rules/reply-fields';

/** The composer as far as saved replies go. */
export interface RepliesDesk {
  draft: string;
  /** The files of the draft. */
  readonly attaching: Attaching;
  readonly field: HTMLTextAreaElement | undefined;
}

/** For whom a coach writes. */
export interface RepliesFor {
  viewer: { displayName: string; locale: string };
  other: { displayName: string; timeZone: string };
}

/** A saved reply as the other person would read it now. */
export function filledReply(text: string, { viewer, other }: RepliesFor): string {
  return fillReply(text, {
    clientName: other.displayName,
    coachName: viewer.displayName,
    timeZone: other.timeZone,
    locale: viewer.locale,
    now: new Date(),
  });
}

/** The same in one line, with what comes along. */
export function replyLine({ text, attachments }: SavedReplyView, people: RepliesFor): string {
  return [filledReply(text, people), attachmentsLine(attachments)].filter((part) => part !== '').join(' · ');
}
