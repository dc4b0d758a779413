import type { LaterDesk } from '../later/later-desk.ts';
import type { RepliesDesk } from '../replies/replies-desk.ts';
import type { ThreadScreen } from './thread-screen.svelte.ts';

/** The composer of a thread as its coach's tools use it. */
export function coachDesk(screen: ThreadScreen): LaterDesk & RepliesDesk {
  const { thread } = screen;
  return {
    conversationId: thread.conversationId,
    get draft() {
      return thread.draft.text;
    },
    set draft(text) {
      thread.draft.text = text;
    },
    attaching: screen.attaching,
    get replyToSeq() {
      return screen.replyTo?.seq;
    },
    get field() {
      return screen.composerField;
    },
    empty() {
      thread.draft.text = '';
      screen.attaching.tray?.clear();
      screen.replyTo = undefined;
    },
  };
}
