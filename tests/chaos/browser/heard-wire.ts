import type { Ack, UpResults } from '#contract/realtime';
import type {
  AskEvent,
  Incoming,
  UpPayload,
  Wire,
  WireFactory,
  WireHandlers,
} from '../../../src/lib/realtime/wire.ts';
import type { AnswerEars, Ears, Question } from './interface.ts';

/** A wire that tells what goes over it, and that can be cut for good. */
export class HeardWire {
  #gone = false;

  constructor(
    private readonly real: WireFactory,
    private readonly ears: Ears,
  ) {}

  factory: WireFactory = (handlers) => {
    const wire = this.real(this.#overheard(handlers));
    return {
      open: () => {
        if (!this.#isGone()) wire.open();
      },
      close: () => wire.close(),
      tell: (event, payload) => {
        if (!this.#isGone()) wire.tell(event, payload);
      },
      ask: (event, payload, timeoutMs) => this.#ask(wire, event, payload, timeoutMs),
    };
  };

  #isGone(): boolean {
    return this.#gone;
  }

  /** The tab is gone: nothing goes out or comes in any more, and no question ends. */
  cut(): void {
    this.#gone = true;
  }

  #overheard(handlers: WireHandlers): WireHandlers {
    const alive =
      <Args extends unknown[]>(act: (...args: Args) => void) =>
      (...args: Args) => {
        if (!this.#isGone()) act(...args);
      };
    return {
      opened: alive(() => {
        this.ears.opened();
        handlers.opened();
      }),
      closed: alive(() => {
        this.ears.closed();
        handlers.closed();
      }),
      refused: alive((code: string, retryAfter: number | undefined) => {
        this.ears.refused(code);
        handlers.refused(code, retryAfter);
      }),
      incoming: alive((message: Incoming) => {
        overhear(this.ears, message);
        handlers.incoming(message);
      }),
    };
  }

  async #ask<E extends AskEvent>(
    wire: Wire,
    event: E,
    payload: UpPayload<E>,
    timeoutMs: number,
  ): Promise<Ack<UpResults[E]>> {
    if (this.#isGone()) return new Promise(() => undefined);
    const ears = this.ears.asking(questionOf(event, payload));
    const answer = await wire.ask(event, payload, timeoutMs).catch((error: unknown) => {
      if (this.#isGone()) return new Promise<never>(() => undefined);
      ears.lost();
      throw error;
    });
    if (this.#isGone()) return new Promise(() => undefined);
    tell(ears, payload, answer);
    return answer;
  }
}

function overhear(ears: Ears, message: Incoming): void {
  ears.incoming(message.event);
  if (message.event === 'conversation:changed') ears.changes([message.payload]);
  if (message.event === 'receipt:updated') ears.receipt(message.payload);
}

function questionOf(event: AskEvent, payload: UpPayload<AskEvent>): Question {
  if ('clientMessageId' in payload) return { event: 'message:send', ...pick(payload) };
  if ('seq' in payload && (event === 'receipt:delivered' || event === 'receipt:read'))
    return { event, conversationId: payload.conversationId };
  return { event: 'messageId' in payload ? 'act' : 'sync' };
}

function pick({ clientMessageId, text }: UpPayload<'message:send'>) {
  return { clientMessageId, text };
}

function tell(ears: AnswerEars, payload: UpPayload<AskEvent>, answer: Ack<UpResults[AskEvent]>): void {
  if (!answer.ok) ears.refused(answer.error.code);
  else if ('duplicate' in answer) ears.sent(answer);
  else if ('message' in answer) ears.acted(answer);
  else if ('changes' in answer) ears.synced(answer);
  else if ('unreadCount' in answer && 'conversationId' in payload)
    ears.marked(payload.conversationId, answer);
}
