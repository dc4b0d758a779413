import type { MessageView } from '#contract/conversations';
import type { MessageActs } from './message-acts.svelte.ts';

/** What can be asked of a message; what only opens something waits until it is fetched. */
export type Ask = 'menu' | 'reply' | 'react' | 'copy' | 'edit' | 'delete' | 'history';

export interface Asked {
  readonly ask: Ask;
  readonly message: MessageView;
  /** Where a menu opens. */
  readonly anchor?: HTMLElement | undefined;
}

/** The thread's screen, as far as acts on messages need it. */
export interface ActingScreen {
  readonly acts: MessageActs;
  asked: Asked | undefined;
  reply(message: MessageView): void;
  /** Puts a message into the composer. */
  edit(message: MessageView): void;
}
