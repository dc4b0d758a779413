/** What somebody has begun to write, and the `seq` of the message it answers. */
export interface Draft {
  readonly text: string;
  readonly replyToSeq: number | null;
}

/** What was written here and is not known to the server yet, per person and thread. Kept on this device only. */
export interface Drafts {
  read(conversationId: number): Draft | undefined;
  /** Without a draft it is forgotten. A draft without text says that there was one, and is none any more. */
  write(conversationId: number, draft: Draft | undefined): void;
}

export function storedDrafts(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  userId: number,
): Drafts {
  const keyOf = (conversationId: number) => `spotter:draft:${userId}:${conversationId}`;
  return {
    read(conversationId) {
      try {
        const stored = storage.getItem(keyOf(conversationId));
        return stored === null ? undefined : parsed(stored);
      } catch {
        return undefined;
      }
    },
    write(conversationId, draft) {
      try {
        if (draft) storage.setItem(keyOf(conversationId), JSON.stringify([draft.text, draft.replyToSeq]));
        else storage.removeItem(keyOf(conversationId));
      } catch {
        // A full or forbidden storage loses the draft on reload; typing goes on.
      }
    },
  };
}

/** An older version stored the text alone. */
function parsed(stored: string): Draft {
  try {
    const value: unknown = JSON.parse(stored);
    const [text, seq] = Array.isArray(value) ? (value as unknown[]) : [];
    if (typeof text === 'string') return { text, replyToSeq: typeof seq === 'number' ? seq : null };
  } catch {
    // It is text.
  }
  return { text: stored, replyToSeq: null };
}
