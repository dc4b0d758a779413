import type { Problem } from '#contract/errors';
import type { Ack, UpResults } from '#contract/realtime';
import type { AskEvent, Incoming, Wire, WireHandlers } from './wire.ts';

/** Where the server listens, below its origin. */
export const SOCKET_PATH = '/socket.io/?EIO=4&transport=websocket';

/** A server that has not said hello by then is not there. */
const HELLO_WITHIN_MS = 20_000;

/** What is used of a websocket, so that a program outside of a browser can bring its own. */
export interface Carrier {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  send(packet: string): void;
  close(): void;
}

interface Asked {
  settle: (answer: unknown) => void;
  giveUp: () => void;
}

interface Hello {
  pingInterval: number;
  pingTimeout: number;
}

interface Refusal {
  message: string;
  data?: Partial<Problem>;
}

/**
 * The wire over Socket.IO 5 on Engine.IO 4: as much of both protocols as we speak, which is text over a websocket in
 * the one namespace there is. `dial` opens a websocket to `SOCKET_PATH`. When to try again is the `Link`'s business.
 */
export function socketIoWire(handlers: WireHandlers, dial: () => Carrier): Wire {
  let call: Call | undefined;
  return {
    open: () => {
      if (call?.standing) return;
      // A try that hangs is not waited for: it may have begun before the network was there.
      call?.hangUp();
      call = new Call(dial(), handlers);
    },
    close: () => call?.hangUp(),
    ask: (event, payload, timeoutMs) =>
      call?.ask(event, payload, timeoutMs) ?? Promise.reject(new Error('There is no connection.')),
    tell: (event, payload) => call?.tell(event, payload),
  };
}

/** One connection, from its first try to its end, which comes once. */
class Call {
  #state: 'begun' | 'standing' | 'over' = 'begun';
  readonly #asked = new Map<number, Asked>();
  #count = 0;
  #patienceMs = HELLO_WITHIN_MS;
  /** Checked as well as timed: a laptop that slept has missed its timers. */
  #expiresAt = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly carrier: Carrier,
    private readonly handlers: WireHandlers,
  ) {
    carrier.addEventListener('message', ({ data }) => {
      if (this.#state !== 'over') this.#packet(String(data));
    });
    carrier.addEventListener('close', () => this.#lost());
    this.#expectSomething();
  }

  get standing(): boolean {
    return this.#state === 'standing';
  }

  ask<E extends AskEvent>(event: E, payload: unknown, timeoutMs: number): Promise<Ack<UpResults[E]>> {
    return new Promise((resolve, reject) => {
      const id = this.#count++;
      const giveUp = () => {
        this.#asked.delete(id);
        clearTimeout(timer);
        reject(new Error('No answer came.'));
      };
      const timer = setTimeout(giveUp, timeoutMs);
      const settle = (answer: unknown) => {
        this.#asked.delete(id);
        clearTimeout(timer);
        resolve(answer as Ack<UpResults[E]>);
      };
      this.#asked.set(id, { settle, giveUp });
      if (!this.#send(id, event, payload)) giveUp();
    });
  }

  tell(event: string, payload: unknown): void {
    this.#send('', event, payload);
  }

  /** Ends it without a word to the handlers. */
  hangUp(): void {
    if (this.#state === 'standing') this.carrier.send('41');
    this.#end();
  }

  /** Whether it went out. */
  #send(id: number | '', event: string, payload: unknown): boolean {
    // Not at once: whoever is asking does not expect to be told of the end meanwhile.
    if (Date.now() > this.#expiresAt) queueMicrotask(() => this.#lost());
    else if (this.#state === 'standing') {
      this.carrier.send(`42${id}${JSON.stringify([event, payload])}`);
      return true;
    }
    return false;
  }

  #packet(packet: string): void {
    const [kind, id, content] = partsOf(packet);
    switch (kind) {
      case '0':
        this.#greeted(JSON.parse(content) as Hello);
        return;
      case '2':
        this.carrier.send('3');
        this.#expectSomething();
        return;
      case '40':
        this.#state = 'standing';
        this.handlers.opened();
        return;
      case '42': {
        const [event, payload] = JSON.parse(content) as [string, unknown];
        this.handlers.incoming({ event, payload } as Incoming);
        return;
      }
      case '43':
        this.#asked.get(Number(id))?.settle((JSON.parse(content) as unknown[])[0]);
        return;
      case '1':
      case '41':
        this.#lost();
        return;
      case '44':
        this.#refused(JSON.parse(content) as Refusal);
    }
  }

  #greeted({ pingInterval, pingTimeout }: Hello): void {
    this.#patienceMs = pingInterval + pingTimeout;
    this.#expectSomething();
    this.carrier.send('40');
  }

  #refused({ message, data }: Refusal): void {
    this.#end();
    this.handlers.refused(message, data?.retryAfter);
  }

  #expectSomething(): void {
    clearTimeout(this.#timer);
    this.#expiresAt = Date.now() + this.#patienceMs;
    this.#timer = setTimeout(() => this.#lost(), this.#patienceMs);
  }

  #lost(): void {
    if (this.#state === 'over') return;
    this.#end();
    this.handlers.closed();
  }

  #end(): void {
    this.#state = 'over';
    clearTimeout(this.#timer);
    this.carrier.close();
    for (const { giveUp } of [...this.#asked.values()]) giveUp();
  }
}

/** What kind of packet it is, by Engine.IO and Socket.IO; which question it answers; what it carries. */
function partsOf(packet: string): [kind: string, id: string, content: string] {
  const [, kind = '', id = '', content = ''] = /^(4?\d)(\d*)([^]*)$/.exec(packet) ?? [];
  return [kind, id, content];
}
