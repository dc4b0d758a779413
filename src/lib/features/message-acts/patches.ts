import type { MessageView } from '#contract/conversations';

/** What was done with a message and shows already. */
export interface Patch {
  readonly messageId: number;
  readonly change: (message: MessageView) => MessageView;
  /** Once the server has stored it: from here on the message shows it by itself. */
  readonly rev?: number;
}

/** A message with everything that is on its way. */
export function patched(message: MessageView, patches: readonly Patch[]): MessageView {
  return patches.reduce(
    (shown, { messageId, change, rev = Infinity }) =>
      messageId === message.id && rev > message.rev ? change(shown) : shown,
    message,
  );
}
