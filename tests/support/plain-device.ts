import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import * as z from 'zod';

const message = z.object({
  id: z.number(),
  seq: z.number(),
  rev: z.number(),
  clientMessageId: z.string(),
  text: z.string(),
});
const change = z.object({
  conversationId: z.number(),
  fromRev: z.number(),
  rev: z.number(),
  messages: z.array(message),
  reset: z.boolean().optional(),
});
const refusal = z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) });
const sendAck = z.union([
  z.object({ ok: z.literal(true), message, duplicate: z.boolean(), fromRev: z.number(), rev: z.number() }),
  refusal,
]);
const syncAck = z.object({ ok: z.literal(true), changes: z.array(change), more: z.boolean() });

export type PlainMessage = z.infer<typeof message>;

type Step = Omit<z.infer<typeof change>, 'conversationId'>;

interface Waiting {
  readonly clientMessageId: string;
  readonly text: string;
}

/** Somebody else's program: knows the protocol's page and nothing of our code. Follows one conversation. */
export class PlainDevice {
  /** What this device would show, by seq. */
  readonly held = new Map<number, PlainMessage>();
  /** What was acknowledged, by `clientMessageId`. */
  readonly acknowledged = new Map<string, PlainMessage>();
  /** Every refusal's code, in order. */
  readonly refusals: string[] = [];
  readonly #waiting: Waiting[] = [];
  #rev = 0;
  #early: Step[] = [];
  #socket: Socket | undefined;

  constructor(
    private readonly cookie: string,
    private readonly conversationId: number,
  ) {}

  get order(): number[] {
    return [...this.held.values()].sort((a, b) => a.seq - b.seq).map(({ id }) => id);
  }

  /** Connects, and catches up with what it missed. */
  async connect(url: string): Promise<void> {
    this.#socket?.close();
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: this.cookie, origin: url },
    });
    this.#socket = socket;
    socket.on('conversation:changed', (frame: unknown) => {
      this.#apply(change.parse(frame));
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    await this.sync();
  }

  write(text: string): void {
    this.#waiting.push({ clientMessageId: randomUUID(), text });
  }

  /** Everything it ever wanted to say and has no acknowledgement for. */
  get unacknowledged(): readonly Waiting[] {
    return this.#waiting.filter((one) => !this.acknowledged.has(one.clientMessageId));
  }

  /** Sends what waits, this many at a time; gives up on each after a moment. */
  async sendAll(atOnce: number): Promise<void> {
    const queue = [...this.unacknowledged];
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.#send(next);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  /** The same again and again, until nothing waits. */
  async sendUntilDone(atOnce: number, patienceMs: number): Promise<void> {
    const deadline = performance.now() + patienceMs;
    while (this.unacknowledged.length > 0) {
      if (performance.now() > deadline)
        throw new Error(`${this.unacknowledged.length} messages were never taken`);
      await this.sendAll(atOnce);
      if (this.unacknowledged.length > 0) await sleep(200);
    }
  }

  async sync(): Promise<void> {
    for (let more = true; more;) {
      const conversations = { [this.conversationId]: this.#rev };
      const answer = syncAck.parse(await this.#ask('sync', { conversations }, 10_000));
      for (const one of answer.changes) this.#apply(one);
      more = answer.more;
    }
  }

  close(): void {
    this.#socket?.close();
  }

  async #send(waiting: Waiting): Promise<void> {
    const payload = { conversationId: this.conversationId, ...waiting };
    const answer = await this.#ask('message:send', payload, 4_000).catch(() => undefined);
    if (answer === undefined) return;
    const ack = sendAck.parse(answer);
    if (!ack.ok) {
      this.refusals.push(ack.error.code);
      return;
    }
    this.acknowledged.set(waiting.clientMessageId, ack.message);
    const { fromRev, rev } = ack;
    this.#apply({ fromRev, rev, messages: [ack.message] });
  }

  /** Rejects when no acknowledgement comes, or the connection goes. */
  async #ask(event: string, payload: unknown, patienceMs: number): Promise<unknown> {
    const socket = this.#socket;
    if (!socket?.connected) throw new Error('not connected');
    return new Promise((resolve, reject) => {
      const lost = () => {
        reject(new Error('the connection went'));
      };
      socket.once('disconnect', lost);
      socket.timeout(patienceMs).emit(event, payload, (error: Error | null, answer: unknown) => {
        socket.off('disconnect', lost);
        if (error) reject(error);
        else resolve(answer);
      });
    });
  }

  /** R4: what comes too early waits for what is missing, or for the next sync. */
  #apply(step: Step): void {
    this.#early.push(step);
    for (let next = this.#fitting(); next; next = this.#fitting()) this.#merge(next);
    this.#early = this.#early.filter(({ rev }) => rev > this.#rev);
  }

  #fitting(): Step | undefined {
    return this.#early.find(
      ({ fromRev, rev, reset }) => rev > this.#rev && (fromRev <= this.#rev || reset === true),
    );
  }

  #merge({ rev, messages, reset }: Step): void {
    if (reset) this.held.clear();
    for (const one of messages) {
      if ((this.held.get(one.seq)?.rev ?? 0) < one.rev) this.held.set(one.seq, one);
    }
    this.#rev = rev;
  }
}
