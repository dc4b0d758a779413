import type { ConversationView } from '#contract/conversations';
import type { ConversationChange } from '#contract/realtime';
import type { OutboxStore } from '../outbox-store.ts';
import type { Stored } from '../thread-state.ts';
import type { Tabs } from './tabs.ts';

/** A thread as it was left: a device that has been away since `rev`. */
export type StoredWindow = Stored;

/**
 * A copy of what the server holds, so that the app opens at once and without a connection. It may vanish at any time;
 * none of its functions rejects: what cannot be read is not there, what cannot be written is not kept.
 */
export interface ConversationCopy {
  rows(): Promise<ConversationView[]>;
  window(conversationId: number): Promise<StoredWindow | undefined>;
  /** Replaces what is held of these. */
  save(rows: readonly ConversationView[], windows: readonly StoredWindow[]): Promise<void>;
  remove(conversationId: number): Promise<void>;
  /** Puts changed messages in the place of what is held of them: what was taken back stays nowhere. */
  revise(change: ConversationChange): Promise<void>;
}

/** What this device keeps of one person, and the other tabs that share it. */
export interface LocalStore {
  readonly outbox: OutboxStore;
  readonly copy: ConversationCopy;
  readonly tabs: Tabs;
  /** The tab is done with it; what is kept stays. */
  close(): void;
}
