/** The composer as far as sending later goes. */
export interface LaterDesk {
  readonly conversationId: number;
  readonly draft: string;
  /** What the draft answers. */
  readonly replyToSeq: number | undefined;
  /** Empties it. Gives what puts a text and its quote back, unless something else has been begun by then. */
  take(): (text: string) => void;
}
