import type { MediaView } from '#contract/media';
import type { Executor } from '#server/platform/postgres';
import type { OpenTransaction, TxCtx } from './context.ts';

/** What can hold uploads. One upload is held by one thing at most. */
export type MediaHolder =
  | { readonly messageId: number }
  | { readonly savedReplyId: number }
  | { readonly scheduledMessageId: number };

/** What kind of thing holds. */
export type HolderKind = 'messageId' | 'savedReplyId' | 'scheduledMessageId';

/** What carries uploads needs of them, without knowing how they are kept. */
export interface Attachments {
  /** Those of many things of a kind at once, each in its order. A thing without any is left out. */
  of(
    db: Executor,
    kind: HolderKind,
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, readonly MediaView[]>>;
  /**
   * Gives uploads of the actor to what is being written, in the order named.
   * @throws AppError `invalid_input` on `mediaIds` when one is not theirs, is held already or is meant for something else
   */
  claim(ctx: TxCtx, holder: MediaHolder, mediaIds: readonly number[]): Promise<MediaView[]>;
  /**
   * Makes a thing whose row the transaction has locked hold these and no others, in the order named: what it holds
   * already, or free uploads of the actor. Without a list it holds what it did.
   * @throws AppError `invalid_input` on `mediaIds`, as `claim`
   */
  replace(ctx: TxCtx, holder: MediaHolder, mediaIds: readonly number[] | undefined): Promise<MediaView[]>;
  /** Copies of what a thing of the actor holds, in its order, free to be claimed by something else. */
  copy(ctx: TxCtx, from: MediaHolder): Promise<MediaView[]>;
  /**
   * Takes from a thing what it holds and gives the ids in its order. Another may claim them, in this transaction or for
   * as long as an upload that was never sent is kept.
   */
  setFree(open: OpenTransaction, holder: MediaHolder, now: Date): Promise<number[]>;
  /** Lets go of all that a thing holds, in the transaction that removes it; bytes nobody else holds go soon after. */
  release(open: OpenTransaction, holder: MediaHolder, now: Date): Promise<void>;
}
