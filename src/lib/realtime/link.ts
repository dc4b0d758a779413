import type { ErrorCode } from '#contract/errors';
import { ERROR_STATUS } from '#contract/errors';
import type { SessionEndReason, UpResults } from '#contract/realtime';
import { ApiError, fromProblem } from '../errors.ts';
import { backoff } from './backoff.ts';
import type { Timers } from './timers.ts';
import type { AskEvent, Incoming, UpPayload, Wire, WireFactory } from './wire.ts';

/** `refused`: the server will not have us now (tried again later); `ended`: the session is over, for good. */
export type ConnectionStatus = 'connecting' | 'online' | 'offline' | 'refused' | 'ended';

const ANSWER_WITHIN_MS = 10_000;
/** How long it waits at most between two tries while no server is reached, and while one refuses. */
const UNHEARD_AT_MOST_MS = 8_000;
const REFUSED_AT_MOST_MS = 20_000;

export interface LinkDeps {
  wire: WireFactory;
  timers: Timers;
  random?: () => number;
  status(status: ConnectionStatus, reason: SessionEndReason | undefined): void;
  incoming(message: Incoming): void;
}

/** The connection's life: which state it is in, when to try again, and questions that end in an answer or an error. */
export class Link {
  #wire: Wire;
  #status: ConnectionStatus = 'offline';
  #attempts = 0;
  #retry: (() => void) | undefined;
  #stopped = true;

  constructor(private readonly deps: LinkDeps) {
    this.#wire = deps.wire({
      opened: () => this.#opened(),
      closed: () => this.#closed(),
      refused: (code, retryAfter) => this.#refused(code, retryAfter),
      incoming: (message) => this.#incoming(message),
    });
  }

  get online(): boolean {
    return this.#status === 'online';
  }

  start(): void {
    this.#stopped = false;
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry();
    this.#wire.close();
    if (this.#status !== 'ended') this.#set('offline');
  }

  /** The network is known to be gone, which no websocket notices for a long time. */
  cut(): void {
    this.#wire.close();
    this.#closed();
  }

  /** Tries at once instead of waiting, for when the network is known to be back. */
  nudge(): void {
    if (!this.#stopped && !this.online && this.#status !== 'ended') this.#open();
  }

  /**
   * Asks the server. Rejects with an `ApiError`: the server's own, `offline` when not connected, or `timeout` when no
   * answer came, in which case it is unknown whether the server did it.
   */
  async ask<E extends AskEvent>(event: E, payload: UpPayload<E>): Promise<UpResults[E]> {
    if (!this.online) throw new ApiError('offline');
    const answer = await this.#wire.ask(event, payload, ANSWER_WITHIN_MS).catch(() => {
      throw new ApiError('timeout');
    });
    if (!answer.ok) throw fromProblem(answer.error);
    return answer;
  }

  tell(event: 'typing:set', payload: UpPayload<'typing:set'>): void {
    if (this.online) this.#wire.tell(event, payload);
  }

  #open(): void {
    this.#cancelRetry();
    if (this.#status === 'offline') this.#set('connecting');
    this.#wire.open();
  }

  #opened(): void {
    this.#attempts = 0;
    this.#set('online');
  }

  #closed(): void {
    if (this.#stopped || this.#status === 'ended') return;
    this.#set('offline');
    this.#later(0, UNHEARD_AT_MOST_MS);
  }

  #refused(code: string, retryAfter: number | undefined): void {
    if (this.#stopped || this.#status === 'ended') return;
    if (code === 'unauthenticated') {
      this.#end('expired');
      return;
    }
    this.#set(isTransient(code) ? 'offline' : 'refused');
    this.#later(retryAfter ?? 0, REFUSED_AT_MOST_MS);
  }

  #incoming(message: Incoming): void {
    if (message.event === 'session:ended') this.#end(message.payload.reason);
    else this.deps.incoming(message);
  }

  #end(reason: SessionEndReason): void {
    this.#cancelRetry();
    this.#set('ended', reason);
    this.#wire.close();
  }

  /** The first try comes within a second; the status stays as it is, so that no screen flickers with the tries. */
  #later(retryAfter: number, cap: number): void {
    this.#cancelRetry();
    this.#attempts += 1;
    const { timers, random } = this.deps;
    const wait = retryAfter * 1_000 + backoff(this.#attempts + 1, { cap, ...(random && { random }) });
    this.#retry = timers.after(wait, () => this.#wire.open());
  }

  #cancelRetry(): void {
    this.#retry?.();
    this.#retry = undefined;
  }

  #set(status: ConnectionStatus, reason?: SessionEndReason): void {
    if (this.#status === status) return;
    this.#status = status;
    this.deps.status(status, reason);
  }
}

function isTransient(code: string): boolean {
  const known: ErrorCode[] = ['unavailable', 'rate_limited', 'internal'];
  return !(code in ERROR_STATUS) || known.some((transient) => transient === code);
}
