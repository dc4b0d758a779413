import { fillReply } from '#contract/rules/reply-fields';

/** The composer as far as saved replies go. */
export interface RepliesDesk {
  draft: string;
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
