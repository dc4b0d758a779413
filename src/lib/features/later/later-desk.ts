import type { Attaching } from '../media/attaching.svelte.ts';

/** The composer as far as sending later goes. */
export interface LaterDesk {
  readonly conversationId: number;
  readonly draft: string;
  /** The files of the draft. */
  readonly attaching: Attaching;
  /** What the draft answers. */
  readonly replyToSeq: number | undefined;
  /** Takes what is written, its files and what it answers out of it. */
  empty(): void;
}
