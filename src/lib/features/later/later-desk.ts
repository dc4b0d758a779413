/** The composer as far as sending later goes. */
export interface LaterDesk {
  readonly conversationId: number;
  readonly draft: string;
  /** What the draft answers. */
  readonly replyToSeq: number | undefined;
  /** Takes what is written, and what it answers, out of it. */
  empty(): void;
}
