import type { SendResult } from '#contract/realtime';
import { messageOf, toApiError } from '../errors.ts';
import type { ApiError } from '../errors.ts';
import { backoff } from './backoff.ts';
import type { OutboxItem, OutboxStore } from './outbox-store.ts';
import type { Timers } from './timers.ts';
import type { UpPayload } from './wire.ts';

/** Tries that may end in a fault of the server before a message is shown as failed. */
const MAX_SERVER_FAULTS = 5;

export interface OutboxDeps {
  send(payload: UpPayload<'message:send'>): Promise<SendResult>;
  /** The send is stored: the ack is a change like any other (R7). */
  sent(result: SendResult): void;
  changed(conversationId: number): void;
  newId(): string;
  store: OutboxStore;
  timers: Timers;
  random?: () => number;
}

interface Entry {
  item: OutboxItem;
  /** The `seq` it was stored under; kept on screen until the thread itself shows the message. */
  stored: number | undefined;
  attempts: number;
  faults: number;
}

/**
 * Messages on their way, in order per conversation and one at a time: the next leaves when the one before is stored
 * or has failed for good. What a lost connection leaves open is sent again with the same id.
 */
export class Outbox {
  #entries: Entry[] = [];
  #flying = new Set<number>();
  #waits = new Map<number, () => void>();
  #online = false;

  constructor(private readonly deps: OutboxDeps) {}

  /** Takes up what an earlier page left; call it once, before anything is added. */
  async restore(): Promise<void> {
    const items = await this.deps.store.load();
    const known = new Set(this.#entries.map((entry) => entry.item.clientMessageId));
    const earlier = items.filter((item) => !known.has(item.clientMessageId)).map(fresh);
    this.#entries = [...earlier, ...this.#entries];
    for (const id of new Set(earlier.map((entry) => entry.item.conversationId))) this.#changed(id);
  }

  connected(): void {
    this.#online = true;
    for (const entry of this.#entries) entry.attempts = 0;
    for (const id of new Set(this.#entries.map((entry) => entry.item.conversationId))) this.#next(id);
  }

  disconnected(): void {
    this.#online = false;
    for (const cancel of this.#waits.values()) cancel();
    this.#waits.clear();
  }

  /** Puts a message at the end of its conversation's queue. */
  add(conversationId: number, text: string, replyToSeq?: number): OutboxItem {
    const createdAt = new Date(this.deps.timers.now()).toISOString();
    const clientMessageId = this.deps.newId();
    const state = 'sending';
    const item = {
      clientMessageId,
      conversationId,
      text,
      replyToSeq,
      createdAt,
      state,
      error: undefined,
    } as const;
    this.#entries.push(fresh(item));
    void this.deps.store.put(item);
    this.#changed(conversationId);
    return item;
  }

  /** Sends a failed message once more, with the same id. */
  retry(clientMessageId: string): void {
    const entry = this.#find(clientMessageId);
    if (entry?.item.state !== 'failed') return;
    entry.attempts = 0;
    entry.faults = 0;
    this.#update(entry, { state: 'sending', error: undefined });
  }

  /** Gives a failed message up. One that is being sent stays: it may be stored already. */
  discard(clientMessageId: string): void {
    const entry = this.#find(clientMessageId);
    if (entry?.item.state === 'failed') this.#drop(entry);
  }

  /** The messages of a conversation that its thread does not show yet, in order. */
  pending(conversationId: number): OutboxItem[] {
    return this.#of(conversationId).map((entry) => entry.item);
  }

  /**
   * Lets go of what the thread shows, however it became known that it is stored, and of what is stored before `from`,
   * where its window begins: that it will not show.
   */
  shown(conversationId: number, clientMessageIds: ReadonlySet<string>, from: number): void {
    for (const entry of this.#of(conversationId)) {
      const passed = entry.stored !== undefined && entry.stored < from;
      if (passed || clientMessageIds.has(entry.item.clientMessageId)) this.#drop(entry);
    }
  }

  /** Drops what waits for a conversation that is no longer one's own. */
  forget(conversationId: number): void {
    for (const entry of this.#of(conversationId)) this.#drop(entry);
  }

  #changed(conversationId: number): void {
    this.deps.changed(conversationId);
    this.#next(conversationId);
  }

  #next(id: number): void {
    if (!this.#online || this.#flying.has(id) || this.#waits.has(id)) return;
    const entry = this.#of(id).find(
      (candidate) => candidate.stored === undefined && candidate.item.state === 'sending',
    );
    if (entry) void this.#send(entry);
  }

  async #send(entry: Entry): Promise<void> {
    const { conversationId, clientMessageId, text, replyToSeq } = entry.item;
    this.#flying.add(conversationId);
    entry.attempts += 1;
    try {
      const reply = replyToSeq === undefined ? {} : { replyToSeq };
      const result = await this.deps.send({ conversationId, clientMessageId, text, ...reply });
      entry.stored = result.message.seq;
      void this.deps.store.remove(clientMessageId);
      this.deps.sent(result);
    } catch (error) {
      this.#failed(entry, toApiError(error));
    } finally {
      this.#flying.delete(conversationId);
      this.#next(conversationId);
    }
  }

  #failed(entry: Entry, error: ApiError): void {
    if (this.#find(entry.item.clientMessageId) !== entry) return;
    if (error.code === 'internal') entry.faults += 1;
    const again = error.transient || error.code === 'unauthenticated';
    if (!again && !(error.code === 'internal' && entry.faults < MAX_SERVER_FAULTS)) {
      this.#update(entry, { state: 'failed', error: messageOf(error) });
    } else if (this.#online) {
      this.#wait(entry, error.retryAfter);
    }
  }

  #wait(entry: Entry, retryAfter: number | undefined): void {
    const { timers, random } = this.deps;
    const id = entry.item.conversationId;
    const ms = (retryAfter ?? 0) * 1_000 + backoff(entry.attempts, random ? { random } : {});
    const go = () => {
      this.#waits.delete(id);
      this.#next(id);
    };
    this.#waits.set(id, timers.after(ms, go));
  }

  #update(entry: Entry, change: Pick<OutboxItem, 'state' | 'error'>): void {
    entry.item = { ...entry.item, ...change };
    void this.deps.store.put(entry.item);
    this.#changed(entry.item.conversationId);
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
    void this.deps.store.remove(entry.item.clientMessageId);
    this.#changed(entry.item.conversationId);
  }

  #find(clientMessageId: string): Entry | undefined {
    return this.#entries.find((entry) => entry.item.clientMessageId === clientMessageId);
  }

  #of(conversationId: number): Entry[] {
    return this.#entries.filter((entry) => entry.item.conversationId === conversationId);
  }
}

function fresh(item: OutboxItem): Entry {
  return { item, stored: undefined, attempts: 0, faults: 0 };
}
