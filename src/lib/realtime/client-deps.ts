import type { ConversationView, MessagePage, MessageView, PresenceView } from '#contract/conversations';
import type { UpdateSettingsBody } from '#contract/own-threads';
import type { SessionEndReason } from '#contract/realtime';
import type { Uploader } from '../media/file.ts';
import type { Drafts } from './drafts.ts';
import type { ConnectionStatus } from './link.ts';
import type { LocalStore } from './local/local-store.ts';
import type { PageRequest } from './thread-pages.ts';
import type { WindowLimits } from './thread-window.ts';
import type { Timers } from './timers.ts';
import type { WireFactory } from './wire.ts';

/** The part of the HTTP API that realtime stands on; `realtimeApi` in api.ts gives the real one. */
export interface RealtimeApi {
  conversations(
    cursor: string | undefined,
  ): Promise<{ items: ConversationView[]; nextCursor: string | null }>;
  messages(conversationId: number, request: PageRequest): Promise<MessagePage>;
  updateSettings(conversationId: number, change: UpdateSettingsBody): Promise<ConversationView>;
}

/** Who wants to know. Everything is told after it has happened, with no promise of order between kinds. */
export interface ClientObserver {
  status(status: ConnectionStatus, reason: SessionEndReason | undefined): void;
  /** A conversation's row, thread or receipts changed, or it is gone. */
  conversation(conversationId: number): void;
  pending(conversationId: number): void;
  typing(conversationId: number): void;
  presence(userId: number, presence: PresenceView): void;
  arrived(message: MessageView, live: boolean): void;
  /** What this person has to be sent later is not what it was. */
  scheduled?(): void;
}

export interface ClientDeps {
  /** The user id of whoever is logged in. */
  me: number;
  wire: WireFactory;
  api: RealtimeApi;
  timers: Timers;
  /** What this device keeps: the outbox and a copy of the conversations. */
  store: LocalStore;
  /** Left out, what is written and not told yet is kept nowhere but here. */
  drafts?: Drafts;
  observer: ClientObserver;
  /** Left out where no files are sent. */
  uploads?: Uploader;
  random?: () => number;
  /** How much of each thread is held in memory. */
  limits?: WindowLimits;
}
