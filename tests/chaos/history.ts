import type { Members, MessageView } from '#contract/conversations';
import type { Act } from './browser/interface.ts';

/** Milliseconds since 1970, by the harness's clock. */
export type Instant = number;

/** A person pressed send. */
export interface Operation {
  /** Unique in the run: by it a message is known whatever ids it travelled under. */
  readonly text: string;
  readonly conversationId: number;
  readonly senderId: number;
  /** Name of the picture that went with it, without its ending; unique in the run. */
  readonly picture: string | undefined;
  /** The tab it was typed in, and its place among what that tab sent into that conversation. */
  readonly tab: string;
  readonly nth: number;
  readonly at: Instant;
  /** Whether the thread was the sender's: what goes into another's must never be stored. */
  readonly allowed: boolean;
  /** `unknown`: no answer that counts came back. Every `unknown` of a person who may is stored in the end. */
  outcome: 'ok' | 'failed' | 'unknown';
  /** The tab died before its store had taken the message: it may be lost, which the screen never denied. */
  promised: boolean;
  /** What the acknowledgement said. */
  acknowledged: { readonly id: number; readonly seq: number } | undefined;
}

/** Somebody edited or deleted a message of theirs, or put an emoji under one, or took it away. */
export interface ActOperation {
  readonly act: Act;
  readonly userId: number;
  /** `failed`: refused for good. `unknown`: no answer that counts came back. */
  outcome: 'ok' | 'failed' | 'unknown';
  /** The message's revision after it. */
  rev: number | undefined;
}

export interface StoredMessage {
  readonly id: number;
  readonly conversationId: number;
  readonly seq: number;
  readonly rev: number;
  readonly senderId: number;
  readonly clientMessageId: string;
  readonly kind: string;
  readonly text: string;
  readonly deleted: boolean;
  readonly storedAt: Instant;
}

/** What the database holds of a conversation at the end. */
export interface StoredConversation {
  readonly id: number;
  readonly lastSeq: number;
  readonly rev: number;
  readonly members: Members;
  /** Ended for its coach: nobody can write into it any more. */
  readonly closed: boolean;
  /** By user id. */
  readonly unread: Readonly<Record<string, number>>;
  readonly messages: readonly StoredMessage[];
  /** The same thread, read anew over HTTP. */
  readonly fresh: readonly MessageView[];
}

/** What one tab shows of a conversation at the end. */
export interface Shown {
  readonly tab: string;
  readonly userId: number;
  readonly conversationId: number;
  readonly rev: number;
  readonly lastSeq: number;
  readonly members: Members;
  readonly unread: number;
  readonly messages: readonly MessageView[];
  /** Texts still on their way. */
  readonly pending: readonly string[];
}

/** Something that reached a device over the network, whatever the device made of it. */
export interface Heard {
  readonly tab: string;
  readonly userId: number;
  readonly conversationId: number;
  readonly first: Instant;
  last: Instant;
}

/** A watermark the server told somebody. */
export interface ToldMark {
  readonly conversationId: number;
  readonly userId: number;
  deliveredSeq: number;
  readSeq: number;
}

/** A text the server told somebody was stored. */
export interface ToldMessage {
  readonly id: number;
  readonly conversationId: number;
  readonly seq: number;
  readonly text: string;
}

/** A change that came before the one it continues (R4). */
export interface Gap {
  readonly tab: string;
  readonly conversationId: number;
  /** The revision that was missing. */
  readonly fromRev: number;
  readonly at: Instant;
  /** The missing change came, the truth was asked for, or the connection ended; undefined if none of them. */
  closedAt: Instant | undefined;
  closedBy: 'filled' | 'asked' | 'lost' | undefined;
}

/** Who was in a thread, and until when; `until` is undefined for who still is. */
export interface Membership {
  readonly conversationId: number;
  readonly userId: number;
  readonly until: Instant | undefined;
}

/** Somebody was deactivated, and let in again. */
export interface Absence {
  readonly userId: number;
  /** The session of theirs that ended with it, counted from 1. */
  readonly session: number;
  /** The deactivation was acknowledged. */
  readonly from: Instant;
  /** They were about to be let in again; undefined for who still is out. */
  readonly until: Instant | undefined;
}

/** The last frame that reached a tab over the connections of one session. */
export interface Reached {
  readonly tab: string;
  readonly userId: number;
  readonly session: number;
  readonly last: Instant;
}

/** One life of a server process. */
export interface ServerLife {
  readonly node: string;
  /** What it wrote that it should not have: fatal lines, stacks, rejections. */
  readonly complaints: readonly string[];
  /** How it ended although nobody had ended it. */
  readonly unplanned: string | undefined;
  /** Open files and resident megabytes at rest, before and after; undefined for a life that was cut short. */
  readonly growth: { readonly before: Weight; readonly after: Weight } | undefined;
}

export interface Weight {
  readonly files: number;
  readonly megabytes: number;
}

export interface FaultReport {
  readonly kind: string;
  /** What shows that it was felt; undefined when nothing does. */
  readonly evidence: string | undefined;
}

/** Everything a run leaves behind for judgement. */
export interface History {
  readonly operations: readonly Operation[];
  readonly acts: readonly ActOperation[];
  readonly conversations: readonly StoredConversation[];
  readonly shown: readonly Shown[];
  readonly heard: readonly Heard[];
  readonly toldMarks: readonly ToldMark[];
  readonly toldMessages: readonly ToldMessage[];
  readonly gaps: readonly Gap[];
  readonly memberships: readonly Membership[];
  readonly absences: readonly Absence[];
  readonly reached: readonly Reached[];
  readonly servers: readonly ServerLife[];
  readonly faults: readonly FaultReport[];
  /** Answers that were nobody's fault but ours (`internal`), as the device saw them. */
  readonly internalErrors: readonly string[];
  /** Milliseconds for which somebody may still hear of a thread after leaving it, or of anything once deactivated. */
  readonly farewellMs: number;
  /** Milliseconds from healing until every device held the truth; undefined when they never did. */
  readonly healedWithin: number | undefined;
  /** Who did not, and what they lacked. */
  readonly laggards: readonly string[];
  /** Whether every frame of the run was bound to arrive: then a gap that had to be asked for is a frame never sent. */
  readonly lossless: boolean;
}
