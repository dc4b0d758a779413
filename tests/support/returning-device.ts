import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncResult } from '#contract/realtime';
import { ApiError } from '../../src/lib/errors.ts';
import { Link } from '../../src/lib/realtime/link.ts';
import { Sync } from '../../src/lib/realtime/sync.ts';
import { systemTimers } from '../../src/lib/realtime/timers.ts';
import { socketIoWire } from '../../src/lib/realtime/wire-socketio.ts';
import { dial } from './dial.ts';

/** A browser's connection and sync, without the screen: it comes back by itself, as pages do. */
export class ReturningDevice {
  /** What it holds: conversations by id, with their revision. */
  readonly held = new Map<number, number>();
  /** When its last sync ended, in milliseconds of `performance.now()`. */
  syncedAt = -Infinity;
  /** How often it was connected. */
  connections = 0;
  /** Every state a person could have been told of, in order. */
  readonly states: string[] = [];
  readonly #link: Link;
  readonly #sync: Sync;

  constructor(url: string, headers: Record<string, string>) {
    this.#sync = new Sync({
      ask: (conversations) => this.#link.ask('sync', { conversations }),
      known: () => this.held,
      apply: (result) => {
        this.#apply(result);
      },
      settled: () => undefined,
      timers: systemTimers,
    });
    this.#link = new Link({
      wire: (handlers) => socketIoWire(handlers, () => dial(url, headers)),
      timers: systemTimers,
      status: (status) => {
        this.states.push(status);
        this.#changed(status === 'online');
      },
      incoming: (message) => {
        // Not a browser's way, which would apply it: here only the number counts.
        if (message.event === 'conversation:changed') this.#sync.request();
      },
    });
  }

  /** Says a text again and again under one id, until it is acknowledged. Gives its place in the thread. */
  async say(conversationId: number, text: string): Promise<number> {
    const payload = { conversationId, clientMessageId: randomUUID(), text };
    for (;;) {
      try {
        return (await this.#link.ask('message:send', payload)).message.seq;
      } catch (error) {
        if (!(error instanceof ApiError && error.transient)) throw error;
        await sleep(50);
      }
    }
  }

  get online(): boolean {
    return this.#link.online;
  }

  start(): void {
    this.#link.start();
  }

  stop(): void {
    this.#link.stop();
  }

  #changed(online: boolean): void {
    if (!online) {
      this.#sync.disconnected();
      return;
    }
    this.connections += 1;
    this.#sync.connected();
  }

  #apply({ changes, added, more }: SyncResult): void {
    for (const { id, rev } of added) this.held.set(id, rev);
    for (const { conversationId, rev } of changes) this.held.set(conversationId, rev);
    if (!more) this.syncedAt = performance.now();
  }
}
