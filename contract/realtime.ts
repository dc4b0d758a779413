import * as z from 'zod/mini';
import { sendMessageInput, receiptInput } from './conversations.ts';
import type { ConversationView, Members, MessageView, PresenceView } from './conversations.ts';
import type { Problem } from './errors.ts';
import { deleteMessageInput, editMessageInput, reactionInput } from './message-acts.ts';
import { setDraftInput } from './own-threads.ts';
import type { DraftView, ThreadSettings } from './own-threads.ts';
import { counter, id, MAX_INTEGER } from './primitives.ts';

/** Bytes of one socket event at most; a larger one closes the socket. */
export const MAX_EVENT_BYTES = 65_536;

/** Conversations one `sync` names at most. */
export const MAX_SYNCED_CONVERSATIONS = 1_000;

export const typingInput = z.strictObject({ conversationId: id, active: z.boolean() });
export type TypingInput = z.infer<typeof typingInput>;

/** What a device holds: conversation id to the `rev` it has applied, 0 for none. */
export const syncInput = z.strictObject({
  conversations: z
    .record(
      z.string().check(z.regex(/^[1-9]\d{0,9}$/, 'must be a conversation id'), z.refine(isInteger)),
      counter,
    )
    .check(
      z.refine(
        (held) => Object.keys(held).length <= MAX_SYNCED_CONVERSATIONS,
        `names more than ${MAX_SYNCED_CONVERSATIONS} conversations`,
      ),
    ),
});
export type SyncInput = z.infer<typeof syncInput>;

/** Everything a client may say. The keys are the event names; nothing else is listened to. */
export const upEvents = {
  'message:send': sendMessageInput,
  'message:edit': editMessageInput,
  'message:delete': deleteMessageInput,
  'reaction:set': reactionInput,
  'receipt:delivered': receiptInput,
  'receipt:read': receiptInput,
  'typing:set': typingInput,
  'draft:set': setDraftInput,
  sync: syncInput,
} as const;
export type UpEvent = keyof typeof upEvents;

/** A step of one conversation from `fromRev` to `rev`: every message whose `rev` lies between, as it is now. */
export interface ConversationChange {
  conversationId: number;
  fromRev: number;
  rev: number;
  lastSeq: number;
  messages: MessageView[];
  members: Members;
  /** True when the client was too far behind: drop what is held of the conversation and start from these. */
  reset?: boolean;
}

export interface SendResult {
  message: MessageView;
  /** True when this `clientMessageId` was stored before: the message is the first one's, as it is now. */
  duplicate: boolean;
  fromRev: number;
  rev: number;
}

/** The step an edit, a deletion or a reaction was; one that changed nothing gives the message's last one. */
export type ActResult = Omit<SendResult, 'duplicate'>;

export interface ReceiptResult {
  members: Members;
  /** Of the person who asks. */
  unreadCount: number;
}

export interface DraftResult {
  /** Null once there is none. */
  draft: DraftView | null;
}

/** What a conversation is besides its messages; `unreadCount`, settings and draft are the asker's own. */
export interface ConversationState extends ReceiptResult, ThreadSettings {
  /** Left out when the answer had no room for it: what is held stays. */
  draft?: DraftView | null | undefined;
  presence: Record<string, PresenceView>;
  closedAt: string | null;
}

export interface SyncResult {
  changes: ConversationChange[];
  states: Record<string, ConversationState>;
  added: ConversationView[];
  removed: number[];
  /** True when another `sync` will bring more. */
  more: boolean;
}

export interface UpResults {
  'message:send': SendResult;
  'message:edit': ActResult;
  'message:delete': ActResult;
  'reaction:set': ActResult;
  'receipt:delivered': ReceiptResult;
  'receipt:read': ReceiptResult;
  'typing:set': Record<never, never>;
  'draft:set': DraftResult;
  sync: SyncResult;
}

export type Ack<T> = ({ ok: true } & T) | { ok: false; error: Problem };

/** What `socket.emit` takes on the client's side. */
export type UpListeners = {
  [E in UpEvent]: E extends 'typing:set'
    ? (payload: z.input<(typeof upEvents)[E]>) => void
    : (payload: z.input<(typeof upEvents)[E]>, ack: (answer: Ack<UpResults[E]>) => void) => void;
};

export interface ReceiptUpdate {
  conversationId: number;
  userId: number;
  deliveredSeq: number;
  readSeq: number;
}

export interface SettingsUpdate extends ThreadSettings {
  conversationId: number;
}

/** Without text, the draft is gone. */
export interface DraftUpdate extends DraftView {
  conversationId: number;
}

export interface TypingUpdate {
  conversationId: number;
  userId: number;
  active: boolean;
}

export interface PresenceUpdate {
  userId: number;
  online: boolean;
  lastSeenAt: string | null;
}

export type SessionEndReason = 'logged_out' | 'ended' | 'expired' | 'password_changed' | 'deactivated';

/** Everything the server may say. */
export interface DownPayloads {
  'conversation:changed': ConversationChange;
  'receipt:updated': ReceiptUpdate;
  'typing:updated': TypingUpdate;
  'presence:updated': PresenceUpdate;
  'conversation:added': { conversation: ConversationView };
  'conversation:removed': { conversationId: number };
  /** To the devices of one person alone, as is `draft:updated`. */
  'settings:updated': SettingsUpdate;
  'draft:updated': DraftUpdate;
  /** What the reader has to be sent later in that thread is not what it was: read it again. */
  'scheduled:updated': { conversationId: number };
  /** Events may have been lost: sync in a moment, not all at once. */
  'sync:needed': Record<never, never>;
  'session:ended': { reason: SessionEndReason };
}
export type DownEvent = keyof DownPayloads;
export type DownListeners = { [E in DownEvent]: (payload: DownPayloads[E]) => void };

function isInteger(digits: string): boolean {
  return Number(digits) <= MAX_INTEGER;
}
