import type { ReceiptResult } from '#contract/realtime';
import type { Membership } from './access.ts';

/** How far somebody's devices have come, authorised and parsed. */
export interface Mark {
  readonly membership: Membership;
  readonly userId: number;
  /** Received up to here. */
  readonly delivered: number;
  /** Seen up to here; not beyond `delivered`. */
  readonly read: number;
  readonly askingSocket: string | undefined;
}

/** The way in for receipts: those that arrive while a write runs are stored together by the next one. */
export interface Receipts {
  /**
   * Gives the watermarks and the person's unread count once what moved has committed.
   * @throws AppError `unavailable` while somebody holds the conversation, or when too many wait; `not_found` for a coach
   * whose conversation was closed
   */
  move(mark: Mark): Promise<ReceiptResult>;
}
