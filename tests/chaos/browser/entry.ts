import 'fake-indexeddb/auto';
import { createApi } from '../../../src/lib/api.ts';
import { ApiError } from '../../../src/lib/errors.ts';
import { RealtimeClient } from '../../../src/lib/realtime/client.ts';
import type { LocalStore } from '../../../src/lib/realtime/local/local-store.ts';
import { realtimeApi } from '../../../src/lib/realtime/realtime-api.ts';
import { hasOlder } from '../../../src/lib/realtime/thread-window.ts';
import { socketIoWire } from '../../../src/lib/realtime/wire-socketio.ts';
import { HeardWire } from './heard-wire.ts';
import { pictureNamed, uploadsTo } from './pictures.ts';
import type {
  Act,
  BrowserSide,
  Device,
  DeviceOptions,
  Extras,
  HeldThread,
  Pending,
  Profile,
} from './interface.ts';
import { BrowserProfile } from './profile.ts';
import { TabTimers } from './tab-timers.ts';

/** As often as a page asks for the truth while it is visible; the harness has no page that could be hidden. */
const BEAT_MS = 20_000;

/** The real client library in a tab that has no screen. */
class Tab implements Device {
  readonly #client: RealtimeClient;
  readonly #timers = new TabTimers();
  readonly #wire: HeardWire;
  readonly #store: LocalStore;
  readonly #me: number;
  #online = false;

  constructor(
    options: DeviceOptions,
    private readonly profile: BrowserProfile,
  ) {
    const { me, url, headers, ears, dial } = options;
    this.#me = me;
    const real = (handlers: Parameters<typeof socketIoWire>[0]) => socketIoWire(handlers, dial);
    this.#wire = new HeardWire(real, ears);
    const carry: typeof fetch = (input, init) =>
      fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers } });
    this.#store = profile.openStore(this, me, this.#timers);
    this.#client = new RealtimeClient({
      me,
      wire: this.#wire.factory,
      api: realtimeApi(createApi(url, carry)),
      timers: this.#timers,
      store: this.#store,
      uploads: uploadsTo(url, carry),
      // What is compared in the end is the whole of every thread.
      limits: { held: Infinity, kept: Infinity, newest: Infinity },
      observer: {
        status: (status, reason) => {
          this.#online = status === 'online';
          if (status === 'ended') ears.ended(reason ?? 'expired');
        },
        conversation: (id) => ears.changed(id),
        pending: (id) => ears.pending(id),
        typing: () => undefined,
        presence: () => undefined,
        arrived: () => undefined,
      },
    });
  }

  get online(): boolean {
    return this.#online;
  }

  async start(): Promise<void> {
    await this.profile.enter(this.#me);
    await this.#client.start();
    this.#beat();
  }

  kill(): void {
    this.#timers.kill();
    this.#wire.cut();
    this.#client.stop();
    this.#store.close();
    this.profile.locks.died(this);
  }

  conversations(): number[] {
    return [...this.#client.engine.rows.keys()];
  }

  writable(): number[] {
    return [...this.#client.engine.rows.values()].filter((row) => row.closedAt === null).map(({ id }) => id);
  }

  open(conversationId: number): Promise<void> {
    return this.#client.open(conversationId);
  }

  loadOlder(conversationId: number): Promise<boolean> {
    return this.#client.pages.older(conversationId);
  }

  held(conversationId: number): HeldThread | undefined {
    const row = this.#client.engine.rows.get(conversationId);
    const thread = this.#client.engine.threads.get(conversationId);
    if (!row || !thread) return undefined;
    const { rev, lastSeq, members, messages } = thread;
    const whole = thread.window === 'open' && !hasOlder(thread);
    return { rev, lastSeq, members, messages, whole, unread: row.unreadCount };
  }

  pending(conversationId: number): readonly Pending[] {
    return this.#client.pending(conversationId);
  }

  send(conversationId: number, text: string, { replyToSeq, picture }: Extras = {}): void {
    const files = picture === undefined ? [] : [pictureNamed(picture)];
    this.#client.send(conversationId, text, replyToSeq, undefined, files);
  }

  discard(clientMessageId: string): void {
    this.#client.discard(clientMessageId);
  }

  markRead(conversationId: number, seq: number): void {
    this.#client.markRead(conversationId, seq);
  }

  typed(conversationId: number): void {
    this.#client.typed(conversationId);
  }

  async act({ event, ...payload }: Act): Promise<number> {
    try {
      return await this.#client.act(event, payload);
    } catch (error) {
      throw error instanceof ApiError ? new Error(error.code) : error;
    }
  }

  #beat(): void {
    this.#timers.after(BEAT_MS, () => {
      this.#client.sync();
      this.#beat();
    });
  }
}

export const browserSide: BrowserSide = {
  newProfile: (name): Profile => new BrowserProfile(name),
  openDevice(options): Device {
    if (!(options.profile instanceof BrowserProfile)) throw new Error('A profile of another browser');
    return new Tab(options, options.profile);
  },
};
