import type { MessageView } from '#contract/conversations';
import type { Thread } from '../../realtime/thread.svelte.ts';
import type { Patch } from './patches.ts';

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
  readonly thread: Pick<Thread, 'act' | 'messages'>;
  /** What was done and is not stored yet. */
  patches: readonly Patch[];
  asked: Asked | undefined;
  /** The message that is in the composer, whose text is `text` then. */
  editing: MessageView | undefined;
  text: string;
  reply(message: MessageView): void;
  /** Puts a message into the composer, with another text where that is what could not be saved. */
  edit(message: MessageView, text?: string): void;
}
