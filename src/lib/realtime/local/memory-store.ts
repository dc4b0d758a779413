import { memoryOutbox } from '../outbox-store.ts';
import type { ConversationCopy, LocalStore } from './local-store.ts';
import { alone } from './tabs.ts';

/** Keeps no copy. */
const noCopy: ConversationCopy = {
  rows: () => Promise.resolve([]),
  window: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  revise: () => Promise.resolve(),
};

/** Forgets everything with the process. */
export function memoryStore(): LocalStore {
  return { outbox: memoryOutbox(), copy: noCopy, tabs: alone, close: () => undefined };
}
