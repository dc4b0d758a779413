import type { MessageView } from '#contract/conversations';
import type { Membership } from './access.ts';

/** A text without a quote, authorised and parsed: everything there is to know before it is numbered. */
export interface PlainSend {
  readonly membership: Membership;
  readonly senderId: number;
  readonly clientMessageId: string;
  readonly requestHash: string;
  readonly text: string;
  readonly askingSocket: string | undefined;
}

/** The cheap way in for messages: those that arrive while a write runs are stored together by the next one. */
export interface PlainSends {
  /**
   * Gives the stored message once its batch has committed, or the one that was stored under its id before.
   * @throws AppError `conflict` when the id was first sent with something else, `unavailable` when more wait than can
   * be stored soon
   */
  store(send: PlainSend): Promise<{ message: MessageView; duplicate: boolean }>;
}
