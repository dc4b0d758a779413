import type { MediaView } from '#contract/media';
import type { Executor } from '#server/platform/postgres';
import type { OpenTransaction, TxCtx } from './context.ts';

/** What can hold uploads. One upload is held by one thing at most. */
export type MediaHolder =
  | { readonly messageId: number }
  | { readonly savedReplyId: number }
  | { readonly scheduledMessageId: number };

/** What the thread needs of uploads, without knowing how they are kept. */
export interface Attachments {
  /** Those of many messages at once, each in its order. A message without any is left out. */
  ofMessages(db: Executor, messageIds: readonly number[]): Promise<ReadonlyMap<number, readonly MediaView[]>>;
  /**
   * Gives uploads of the actor to what is being written, in the order named.
   * @throws AppError `invalid_input` on `mediaIds` when one is not theirs, is held already or is meant for something else
   */
  claim(ctx: TxCtx, holder: MediaHolder, mediaIds: readonly number[]): Promise<MediaView[]>;
  /** Lets go of all that a thing holds, in the transaction that removes it; bytes nobody else holds go soon after. */
  release(open: OpenTransaction, holder: MediaHolder, now: Date): Promise<void>;
}
