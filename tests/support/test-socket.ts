import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import type * as z from 'zod/mini';
import type { Ack, DownEvent, DownPayloads, UpEvent, UpResults, upEvents } from '#contract/realtime';

const PATIENCE_MS = 15_000;

type UpPayload<E extends UpEvent> = z.input<(typeof upEvents)[E]>;
type AnyEvents = Record<string, (...args: unknown[]) => void>;
type AnyCalls = Record<string, (payload: unknown, ack: (answer: unknown) => void) => void>;

interface Frame<E extends string = string, P = unknown> {
  readonly event: E;
  readonly payload: P;
}

/** A device: a plain socket.io client that remembers every frame until a test asks for it. */
export class TestSocket {
  /** Frames nobody has asked for yet, oldest first. */
  readonly received: Frame[] = [];
  readonly #arrivals = new EventTarget();

  private constructor(readonly raw: Socket<AnyEvents, AnyCalls>) {
    raw.onAny((event: string, payload: unknown) => {
      this.received.push({ event, payload });
      this.#arrivals.dispatchEvent(new Event('frame'));
    });
  }

  /**
   * Connects with these headers.
   * @throws the `connect_error`: its `message` is the code, its `data` the Problem
   */
  static async connect(url: string, headers: Record<string, string>): Promise<TestSocket> {
    const raw: Socket<AnyEvents, AnyCalls> = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
    });
    const socket = new TestSocket(raw);
    await new Promise<void>((resolve, reject) => {
      raw.once('connect', resolve);
      raw.once('connect_error', (error) => {
        raw.close();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
    return socket;
  }

  /** Says something of the contract and waits up to 5 s for its acknowledgement. */
  async emit<E extends UpEvent>(event: E, payload: UpPayload<E>): Promise<Ack<UpResults[E]>> {
    const answer = await this.emitRaw(event, payload);
    if (!isAck<UpResults[E]>(answer)) throw new Error(`No acknowledgement: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The same for something the contract does not know. */
  emitRaw(event: string, payload: unknown): Promise<unknown> {
    return this.raw.timeout(PATIENCE_MS).emitWithAck(event, payload);
  }

  /** The next frame of that event that fits, whether it is there already or comes within 15 s. It is taken out. */
  async next<E extends DownEvent>(
    event: E,
    fits: (payload: DownPayloads[E]) => boolean = () => true,
  ): Promise<DownPayloads[E]> {
    const deadline = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const found = this.received.find(
        (frame): frame is Frame<E, DownPayloads[E]> => isFrame(frame, event) && fits(frame.payload),
      );
      if (found) {
        this.received.splice(this.received.indexOf(found), 1);
        return found.payload;
      }
      await this.#arrival(deadline, event);
    }
  }

  /** Resolves when the connection is gone, whoever ended it. */
  async closed(): Promise<void> {
    if (this.raw.connected) {
      await new Promise<void>((resolve) => {
        this.raw.once('disconnect', () => {
          resolve();
        });
      });
    }
  }

  close(): void {
    this.raw.close();
  }

  async #arrival(deadline: AbortSignal, event: string): Promise<void> {
    try {
      await once(this.#arrivals, 'frame', { signal: deadline });
    } catch {
      const seen = this.received.map((frame) => frame.event).join(', ');
      throw new Error(`No fitting ${event} came in time; not asked for: ${seen || 'nothing'}`);
    }
  }
}

/** The server's types are the promise; what travels is checked by the contract's own tests. */
function isAck<T>(answer: unknown): answer is Ack<T> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
}

function isFrame<E extends DownEvent>(frame: Frame, event: E): frame is Frame<E, DownPayloads[E]> {
  return frame.event === event;
}
