import type { Ack, DownEvent, DownPayloads, UpEvent, UpListeners, UpResults } from '#contract/realtime';

/** Events the server answers. */
export type AskEvent = Exclude<UpEvent, 'typing:set'>;
/** What is done with a message that is there. */
export type ActEvent = 'message:edit' | 'message:delete' | 'reaction:set';
export type UpPayload<E extends UpEvent> = Parameters<UpListeners[E]>[0];

/** One event of the server with its payload, as a closed union by `event`. */
export type Incoming = { [E in DownEvent]: { event: E; payload: DownPayloads[E] } }[DownEvent];

export interface WireHandlers {
  opened(): void;
  /** The wire is down, or could not be opened. It does not come back by itself. */
  closed(): void;
  /** The handshake was refused: `code` is the protocol's, `retryAfter` seconds. It does not come back by itself. */
  refused(code: string, retryAfter: number | undefined): void;
  incoming(message: Incoming): void;
}

/** What carries the realtime contract: Socket.IO in the browser, something controllable in tests. */
export interface Wire {
  /** Starts connecting, again if need be. */
  open(): void;
  close(): void;
  /** Sends and waits for the answer; rejects when none came within `timeoutMs` or the wire went down meanwhile. */
  ask<E extends AskEvent>(event: E, payload: UpPayload<E>, timeoutMs: number): Promise<Ack<UpResults[E]>>;
  /** Sends without an answer; dropped when the wire is down. */
  tell(event: 'typing:set', payload: UpPayload<'typing:set'>): void;
}

export type WireFactory = (handlers: WireHandlers) => Wire;
