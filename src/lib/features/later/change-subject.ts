import type { ScheduledView } from '#contract/scheduled-messages';
import type { Uploads } from '../../media/uploads.svelte.ts';
import { Tray } from '../media/tray.svelte.ts';
import type { LaterSubject } from './later-form.svelte.ts';

/** What waits already, with what it carries, ready to be changed. */
export function changeSubject(scheduled: ScheduledView, uploads: Uploads): LaterSubject {
  const { conversationId, text, attachments } = scheduled;
  const tray = new Tray(uploads);
  tray.addHeld(attachments);
  return { conversationId, text, replyToSeq: undefined, tray, scheduled };
}
