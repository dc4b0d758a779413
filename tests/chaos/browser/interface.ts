import type { Members, MessageView } from '#contract/conversations';
import type {
  ActResult,
  ConversationChange,
  DownPayloads,
  ReceiptUpdate,
  SendResult,
  SessionEndReason,
  SyncResult,
} from '#contract/realtime';
import type { ReceiptResult } from '#contract/realtime';
import type { Carrier } from '../../../src/lib/realtime/wire-socketio.ts';

/**
 * Where the harness and what runs in a browser meet. The browser's side is bundled apart, so that a mutant can change
 * it; this file has only types.
 */

/** What somebody does with a message that is there. */
export type Act =
  | { readonly event: 'message:edit'; readonly messageId: number; readonly text: string }
  | { readonly event: 'message:delete'; readonly messageId: number }
  | {
      readonly event: 'reaction:set';
      readonly messageId: number;
      readonly emoji: string;
      readonly on: boolean;
    };

/** What outlives a tab: the browser's storage and what its tabs share. */
export interface Profile {
  /** Somebody is logged out: what the browser kept is wiped, as the page does it. Never rejects. */
  forget(what: 'copies' | 'everything'): Promise<void>;
}

/** What a device answers for, heard as it happens. */
export interface Ears {
  opened(): void;
  closed(): void;
  refused(code: string): void;
  /** The session is over, and the device gives up. */
  ended(reason: SessionEndReason): void;
  incoming(event: keyof DownPayloads): void;
  changes(changes: readonly ConversationChange[]): void;
  receipt(receipt: ReceiptUpdate): void;
  /** The question has left. */
  asking(question: Question): AnswerEars;
  /** Something of that conversation is different on the screen. */
  changed(conversationId: number): void;
  /** What waits to be sent in that conversation is different, or further on its way. */
  pending(conversationId: number): void;
}

export type Question =
  | { readonly event: 'message:send'; readonly clientMessageId: string; readonly text: string }
  | { readonly event: 'receipt:delivered' | 'receipt:read'; readonly conversationId: number }
  | { readonly event: 'act' }
  | { readonly event: 'sync' };

export interface AnswerEars {
  sent(result: SendResult): void;
  acted(result: ActResult): void;
  marked(conversationId: number, result: ReceiptResult): void;
  synced(result: SyncResult): void;
  refused(code: string): void;
  /** No answer came: whether it was done is not known. */
  lost(): void;
}

export interface DeviceOptions {
  /** User id. */
  readonly me: number;
  /** Where its server is, from here. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Opens a websocket to that server, with those headers. */
  readonly dial: () => Carrier;
  readonly profile: Profile;
  readonly ears: Ears;
}

export interface HeldThread {
  readonly rev: number;
  readonly lastSeq: number;
  readonly members: Members;
  readonly unread: number;
  readonly messages: readonly MessageView[];
  readonly whole: boolean;
}

export interface Pending {
  readonly clientMessageId: string;
  readonly text: string;
  readonly state: string;
}

/** What goes with a message. */
export interface Extras {
  /** The message it quotes. */
  readonly replyToSeq?: number | undefined;
  /** Name of a small picture, without its ending. */
  readonly picture?: string | undefined;
}

/** One tab with the application open in it. */
export interface Device {
  /** Resolves when the start is under way; being online comes later. */
  start(): Promise<void>;
  /** The tab is gone, without a word. What its storage had taken stays in the profile. */
  kill(): void;
  readonly online: boolean;
  conversations(): number[];
  /** Those of them that take messages: a closed one is there to be read. */
  writable(): number[];
  /** Rejects when the newest page cannot be had. */
  open(conversationId: number): Promise<void>;
  /** Loads one older page; false when the window reaches back to the first message. */
  loadOlder(conversationId: number): Promise<boolean>;
  held(conversationId: number): HeldThread | undefined;
  pending(conversationId: number): readonly Pending[];
  send(conversationId: number, text: string, extras?: Extras): void;
  discard(clientMessageId: string): void;
  markRead(conversationId: number, seq: number): void;
  typed(conversationId: number): void;
  /** Gives the `rev` of the message then. Rejects with the code of what went wrong. */
  act(act: Act): Promise<number>;
}

/** What the bundle of the browser's side exports. */
export interface BrowserSide {
  newProfile(name: string): Profile;
  openDevice(options: DeviceOptions): Device;
}
