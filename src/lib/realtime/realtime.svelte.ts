import { createContext } from 'svelte';
import type { PresenceView, MessageView } from '#contract/conversations';
import type { UpdateSettingsBody } from '#contract/own-threads';
import { isMuted } from '#contract/rules/muted';
import type { Api } from '../api.ts';
import { Uploads } from '../media/uploads.svelte.ts';
import { Attention } from './attention.svelte.ts';
import { RealtimeClient } from './client.ts';
import type { RealtimeApi } from './client-deps.ts';
import { Connection } from './connection.svelte.ts';
import { storedDrafts } from './drafts.ts';
import type { Drafts } from './drafts.ts';
import { Inbox } from './inbox.svelte.ts';
import { browserStore } from './local/browser-store.ts';
import type { LocalStore } from './local/local-store.ts';
import { networkIsGone } from './network.ts';
import { realtimeApi } from './realtime-api.ts';
import { Sound } from './sound.svelte.ts';
import { triggerSync } from './sync-triggers.ts';
import { Thread } from './thread.svelte.ts';
import { systemTimers } from './timers.ts';
import type { Timers } from './timers.ts';
import type { WireFactory } from './wire.ts';
import { SOCKET_PATH, socketIoWire } from './wire-socketio.ts';

/** Within this time after a start the inbox is read again, and within this after a break, when others come back too. */
const SOON_MS = 3_000;
const RETURNED_MS = 30_000;

export interface RealtimeDeps {
  /** The user id of whoever is logged in. */
  me: number;
  wire: WireFactory;
  api: RealtimeApi;
  timers: Timers;
  store: LocalStore;
  drafts: Drafts;
  sound: Sound;
  uploads: Uploads;
}

/** Everything live of the person who is logged in: connection, inbox, threads, presence, sound. */
export class Realtime {
  readonly connection = new Connection();
  readonly inbox: Inbox;
  readonly sound: Sound;
  readonly uploads: Uploads;
  readonly attention = new Attention();
  readonly #presence: Partial<Record<number, PresenceView>> = {};
  /** Grows with every change of presence; reading it makes a look at the record reactive. */
  #presenceChanges = $state(0);
  /** Grows whenever what waits to be sent later may have changed: whoever shows it reads it again. */
  scheduledChanges = $state(0);
  /** Not reactive, because a thread is made by asking for it, which a derived value may do. */
  readonly #threads: Partial<Record<number, Thread>> = {};
  readonly #client: RealtimeClient;
  #release: (() => void) | undefined;
  #readAgain: (() => void) | undefined;
  #readWithin = SOON_MS;

  constructor(private readonly deps: RealtimeDeps) {
    this.sound = deps.sound;
    this.uploads = deps.uploads;
    this.#client = new RealtimeClient({
      ...deps,
      observer: {
        status: (status, reason) => {
          this.connection.set(status, reason);
          this.#readAgain?.();
          this.#readAgain = status === 'online' ? this.#readSoon() : undefined;
        },
        conversation: (id) => this.#changed(id),
        pending: (id) => this.#threads[id]?.refreshPending(),
        typing: (id) => this.#threads[id]?.refreshTyping(),
        presence: (userId, { online, lastSeenAt }) => {
          this.#presence[userId] = { online, lastSeenAt };
          this.#presenceChanges += 1;
        },
        arrived: (message, live) => this.#arrived(message, live),
        scheduled: () => (this.scheduledChanges += 1),
      },
    });
    this.inbox = new Inbox(this.#client, deps.me);
  }

  /** Connects and loads the inbox; the other half is `stop`. */
  start(): void {
    this.attention.start(() => {
      for (const thread of Object.values(this.#threads)) thread?.lookedAt();
    });
    if (typeof document !== 'undefined') this.#release = triggerSync(this.#client);
    void this.#client.start();
    void this.inbox.load();
  }

  stop(): void {
    this.#release?.();
    this.attention.stop();
    this.#readAgain?.();
    this.#client.stop();
    this.deps.store.close();
  }

  /** How many messages are written and not sent. */
  unsent(): number {
    return this.#client.unsent();
  }

  /** One conversation, the same object every time. Nothing is loaded before `thread.enter()` or `thread.load()`. */
  thread(conversationId: number): Thread {
    const known = this.#threads[conversationId];
    if (known) return known;
    const { me, uploads } = this.deps;
    const attentive = () => this.attention.present;
    const made = new Thread(conversationId, { client: this.#client, uploads, me, attentive });
    this.#threads[conversationId] = made;
    return made;
  }

  /** Whether somebody is here, and when they were last; undefined when not known, as without a connection. */
  presence(userId: number): PresenceView | undefined {
    const known = !networkIsGone() && this.connection.status === 'online' && this.#presenceChanges > 0;
    return known ? this.#presence[userId] : undefined;
  }

  /** Pins, mutes or marks a conversation for this person. Rejects with an `ApiError`. */
  updateSettings(conversationId: number, change: UpdateSettingsBody): Promise<void> {
    return this.#client.updateSettings(conversationId, change);
  }

  /** No sync tells of a name that was changed before this device could hear of it. Not with everybody else at once. */
  #readSoon(): () => void {
    const within = this.#readWithin;
    this.#readWithin = RETURNED_MS;
    return this.deps.timers.after(Math.random() * within, () => {
      void this.#client.inbox.load().catch(() => undefined);
    });
  }

  #changed(conversationId: number): void {
    this.inbox.refresh();
    this.#threads[conversationId]?.refresh();
  }

  #arrived(message: MessageView, live: boolean): void {
    const thread = this.#threads[message.conversationId];
    thread?.arrived(message, live);
    const row = this.inbox.row(message.conversationId);
    if (live && !(row && isMuted(row, Date.now())))
      this.sound.arrived(this.attention.present && thread?.onScreen === true);
  }
}

/** The realtime side of a logged-in person in a browser. Call `start()` when the layout mounts, `stop()` when it goes. */
export function createRealtime(me: number, api: Api): Realtime {
  const address = location.origin.replace('http', 'ws') + SOCKET_PATH;
  return new Realtime({
    me,
    api: realtimeApi(api),
    wire: (handlers) => socketIoWire(handlers, () => new WebSocket(address)),
    timers: systemTimers,
    store: browserStore(me),
    drafts: storedDrafts(localStorage, me),
    sound: new Sound(localStorage),
    uploads: new Uploads(undefined, me),
  });
}

/** `useRealtime()` below the layout of logged-in people, which calls `setRealtime` once. */
export const [useRealtime, setRealtime] = createContext<Realtime>();
