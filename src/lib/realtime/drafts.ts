/** What was typed and not sent, per person and thread. Kept on this device only. */
export interface Drafts {
  read(conversationId: number): string;
  /** Empty text removes the draft. */
  write(conversationId: number, text: string): void;
}

export function storedDrafts(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  userId: number,
): Drafts {
  const keyOf = (conversationId: number) => `spotter:draft:${userId}:${conversationId}`;
  return {
    read(conversationId) {
      try {
        return storage.getItem(keyOf(conversationId)) ?? '';
      } catch {
        return '';
      }
    },
    write(conversationId, text) {
      try {
        if (text.trim() === '') storage.removeItem(keyOf(conversationId));
        else storage.setItem(keyOf(conversationId), text);
      } catch {
        // A full or forbidden storage loses the draft on reload; typing goes on.
      }
    },
  };
}
