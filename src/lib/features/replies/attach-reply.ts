import type { SavedReplyView } from '#contract/saved-replies';
import { repliesApi } from './replies-api.ts';
import type { RepliesDesk } from './replies-desk.ts';

/** Puts copies of what a reply carries beside the draft; the reply keeps its own. */
export function attachReply(desk: RepliesDesk, { id, attachments }: SavedReplyView): void {
  if (attachments.length > 0) void desk.attaching.addHeld(() => repliesApi.copies(id));
}
