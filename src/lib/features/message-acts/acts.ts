import type { MessageView, Reaction } from '#contract/conversations';
import type { ActingScreen } from './asked.ts';
import type { Patch } from './patches.ts';

// Each shows at once; where it cannot be done the message is as it was again, and the promise rejects with an `ApiError`.

/** Puts an emoji under a message, or takes it away. `me` is the user id of who does. */
export function react(
  screen: ActingScreen,
  { id: messageId }: MessageView,
  { emoji, on, me }: { emoji: string; on: boolean; me: number },
): Promise<void> {
  const change: Patch['change'] = (shown) => ({
    ...shown,
    reactions: withReaction(shown.reactions, emoji, on, me),
  });
  return attempt(screen, { messageId, change }, () =>
    screen.thread.act('reaction:set', { messageId, emoji, on }),
  );
}

/** Takes a message back. */
export function remove(screen: ActingScreen, { id: messageId, createdAt }: MessageView): Promise<void> {
  const nothing = { text: '', attachments: [], reactions: [], deletedAt: createdAt };
  return attempt(screen, { messageId, change: (shown) => ({ ...shown, ...nothing }) }, () =>
    screen.thread.act('message:delete', { messageId }),
  );
}

/** Saves what the composer holds of the edited message; a text that could not be saved is back there. */
export async function saveEdit(screen: ActingScreen): Promise<void> {
  const message = screen.editing;
  const text = screen.text.trim();
  screen.editing = undefined;
  if (!message || text === message.text) return;
  try {
    await edit(screen, message, text);
  } catch (error) {
    if (takesBack(screen, message)) screen.edit(message, text);
    throw error;
  }
}

function edit(screen: ActingScreen, { id: messageId, createdAt }: MessageView, text: string): Promise<void> {
  const change: Patch['change'] = (shown) => ({ ...shown, text, editedAt: shown.editedAt ?? createdAt });
  return attempt(screen, { messageId, change }, () => screen.thread.act('message:edit', { messageId, text }));
}

async function attempt(screen: ActingScreen, patch: Patch, act: () => Promise<number>): Promise<void> {
  screen.patches = [...screen.patches.filter(({ rev }) => rev === undefined), patch];
  const replace = (by: readonly Patch[]) => {
    screen.patches = screen.patches.flatMap((held) => (held === patch ? by : [held]));
  };
  try {
    const rev = await act();
    replace([{ ...patch, rev }]);
  } catch (error) {
    replace([]);
    throw error;
  }
}

/** Whether the composer has room for a text again, and there is still something to say it of. */
function takesBack({ thread, editing }: ActingScreen, message: MessageView): boolean {
  const deleted = thread.messages.some(({ id, deletedAt }) => id === message.id && deletedAt !== null);
  return editing === undefined && !deleted;
}

function withReaction(reactions: readonly Reaction[], emoji: string, on: boolean, me: number): Reaction[] {
  const known = reactions.some((reaction) => reaction.emoji === emoji);
  return [...reactions, ...(known ? [] : [{ emoji, userIds: [] }])]
    .map((one) => {
      if (one.emoji !== emoji) return one;
      const others = one.userIds.filter((userId) => userId !== me);
      return { emoji, userIds: on ? [...others, me].sort((a, b) => a - b) : others };
    })
    .filter(({ userIds }) => userIds.length > 0);
}
