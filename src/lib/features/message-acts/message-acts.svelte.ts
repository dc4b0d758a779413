import type { MessageView, Reaction } from '#contract/conversations';
import type { Thread } from '../../realtime/thread.svelte.ts';

type Change = (message: MessageView) => MessageView;

/** What was asked for and shows already. */
interface Patch {
  readonly messageId: number;
  readonly change: Change;
  /** Once the server has done it: from here on the message shows it by itself. */
  rev?: number;
}

/**
 * What a person does with messages that are there. It shows at once; where it cannot be done the message is as it was
 * again, and the promise rejects with an `ApiError`.
 */
export class MessageActs {
  #patches = $state.raw<readonly Patch[]>([]);

  constructor(private readonly thread: Pick<Thread, 'act'>) {}

  /** A message with everything that is on its way. */
  shown(message: MessageView): MessageView {
    return this.#patches.reduce(
      (shown, { messageId, change, rev = Infinity }) =>
        messageId === message.id && rev > message.rev ? change(shown) : shown,
      message,
    );
  }

  edit({ id: messageId, createdAt }: MessageView, text: string): Promise<void> {
    return this.#try(
      { messageId, change: (shown) => ({ ...shown, text, editedAt: shown.editedAt ?? createdAt }) },
      () => this.thread.act('message:edit', { messageId, text }),
    );
  }

  remove({ id: messageId, createdAt }: MessageView): Promise<void> {
    const nothing = { text: '', attachments: [], reactions: [], deletedAt: createdAt };
    return this.#try({ messageId, change: (shown) => ({ ...shown, ...nothing }) }, () =>
      this.thread.act('message:delete', { messageId }),
    );
  }

  /** `me` is the user id of who puts it there, or takes it away. */
  react({ id: messageId }: MessageView, emoji: string, on: boolean, me: number): Promise<void> {
    const change: Change = (shown) => ({ ...shown, reactions: withReaction(shown.reactions, emoji, on, me) });
    return this.#try({ messageId, change }, () => this.thread.act('reaction:set', { messageId, emoji, on }));
  }

  async #try(patch: Patch, act: () => Promise<number>): Promise<void> {
    this.#patches = [...this.#patches.filter(({ rev }) => rev === undefined), patch];
    try {
      const rev = await act();
      this.#replace(patch, [{ ...patch, rev }]);
    } catch (error) {
      this.#replace(patch, []);
      throw error;
    }
  }

  #replace(patch: Patch, by: readonly Patch[]): void {
    this.#patches = this.#patches.flatMap((held) => (held === patch ? by : [held]));
  }
}

function withReaction(reactions: readonly Reaction[], emoji: string, on: boolean, me: number): Reaction[] {
  const others = (userIds: readonly number[]) => userIds.filter((userId) => userId !== me);
  const known = reactions.some((reaction) => reaction.emoji === emoji);
  return [...reactions, ...(known ? [] : [{ emoji, userIds: [] }])]
    .map((one) => {
      if (one.emoji !== emoji) return one;
      return { emoji, userIds: on ? [...others(one.userIds), me] : others(one.userIds) };
    })
    .filter(({ userIds }) => userIds.length > 0);
}
