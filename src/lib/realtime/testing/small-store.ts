import type { ConversationView } from '#contract/conversations';
import { newestOf, revised } from '../local/device-copy.ts';
import type { LocalStore, StoredWindow } from '../local/local-store.ts';
import { memoryStore } from '../local/memory-store.ts';

/** A device that outlives its clients in memory, and keeps less of a thread than the real one: edges come sooner. */
export function smallStore(): LocalStore {
  const rows = new Map<number, ConversationView>();
  const windows = new Map<number, StoredWindow>();
  return {
    ...memoryStore(),
    copy: {
      rows: () => Promise.resolve([...rows.values()]),
      window: (id) => Promise.resolve(windows.get(id)),
      save(newRows, newWindows) {
        for (const row of newRows) rows.set(row.id, row);
        for (const window of newWindows) windows.set(window.conversationId, newestOf(window, 12));
        return Promise.resolve();
      },
      remove(id) {
        rows.delete(id);
        windows.delete(id);
        return Promise.resolve();
      },
      revise({ conversationId, messages, reset }) {
        const held = windows.get(conversationId);
        windows.delete(conversationId);
        if (held && !reset) windows.set(conversationId, revised(held, messages));
        return Promise.resolve();
      },
    },
  };
}
