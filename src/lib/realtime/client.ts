import type { MessageView } from '#contract/conversations';
import type { UpdateSettingsBody } from '#contract/own-threads';
import type { SessionEndReason } from '#contract/realtime';
import { ApiError } from '../errors.ts';
import type { FileBytes } from '../media/file.ts';
import type { ClientDeps } from './client-deps.ts';
import { DraftSync } from './draft-sync.ts';
import { Engine } from './engine.ts';
import { InboxPages } from './inbox-pages.ts';
import { Keeper } from './keeper.ts';
import { Link } from './link.ts';
import type { ConnectionStatus } from './link.ts';
import { Outbox } from './outbox.ts';
import { noUploads } from './outbox-files.ts';
import type { OutboxItem } from './outbox-store.ts';
import { updateOwnSettings } from './own-settings.ts';
import { Receipts } from './receipts.ts';
import { Sync } from './sync.ts';
import { ThreadPages } from './thread-pages.ts';
import { loadingFailed, startLoading } from './thread-state.ts';
import type { ThreadState } from './thread-state.ts';
import { TypingBoard, TypingSender } from './typing.ts';
import { newUuid } from './uuid.ts';
import type { ActEvent, UpPayload } from './wire.ts';

/** The browser's side of the realtime contract, without a browser: connection, sync, outbox, receipts, threads. */
export class RealtimeClient {
  readonly engine: Engine;
  readonly drafts: DraftSync;
  /** Where in each thread is read. */
  readonly pages: ThreadPages;
  readonly inbox: InboxPages;
  readonly #link: Link;
  readonly #sync: Sync;
  readonly #outbox: Outbox;
  readonly #receipts: Receipts;
  readonly #typingSender: TypingSender;
  readonly #typingBoard: TypingBoard;
  readonly #keeper: Keeper;
  readonly #reading = new Map<number, number>();
  /** Grows with every start and stop: what began in an earlier life ends there. */
  #life = 0;

  constructor(private readonly deps: ClientDeps) {
    const { me, timers, observer, wire } = deps;
    const random = deps.random ? { random: deps.random } : {};
    this.#typingBoard = new TypingBoard((id) => observer.typing(id), timers);
    this.engine = new Engine({
      me,
      timers,
      needSync: () => this.#sync.request(),
      syncing: () => this.#sync.running,
      changed: (id) => this.#changed(id),
      presence: (userId, presence) => observer.presence(userId, presence),
      typing: this.#typingBoard,
      arrived: (message, live) => this.#arrived(message, live),
      removed: (id) => this.#removed(id),
      outdated: (change) => void deps.store.copy.revise(change),
      reading: (id) => this.#reading.get(id),
      limits: deps.limits,
    });
    this.pages = new ThreadPages(this.engine, deps.api);
    this.inbox = new InboxPages(this.engine, deps.api);
    this.#keeper = new Keeper(this.engine, deps.store.copy, timers);
    this.#link = new Link({
      wire,
      timers,
      ...random,
      status: (status, reason) => this.#status(status, reason),
      incoming: (message) => {
        if (message.event === 'sync:needed') this.#sync.requestSoon();
        else if (message.event === 'scheduled:updated') observer.scheduled?.();
        else {
          this.inbox.heard(message);
          this.engine.receive(message);
        }
      },
    });
    this.#sync = new Sync({
      ask: (conversations) => this.#link.ask('sync', { conversations }),
      known: () => this.engine.known(),
      apply: (result) => this.engine.applySync(result),
      settled: () => this.engine.settled(),
      timers,
      ...random,
    });
    this.#outbox = new Outbox({
      send: (payload) => this.#link.ask('message:send', payload),
      sent: (result) => this.engine.applySend(result),
      sentElsewhere: (id) => this.#sentElsewhere(id),
      changed: (id) => observer.pending(id),
      newId: () => newUuid(),
      uploads: deps.uploads ?? noUploads,
      store: deps.store.outbox,
      tabs: deps.store.tabs,
      timers,
      ...random,
    });
    this.#receipts = new Receipts({
      ask: (kind, conversationId, seq) => this.#link.ask(`receipt:${kind}`, { conversationId, seq }),
      apply: (id, result) => this.engine.applyReceiptResult(id, result),
      timers,
    });
    this.drafts = new DraftSync({
      ask: (conversationId, draft) => this.#link.ask('draft:set', { conversationId, ...draft }),
      apply: (id, draft) => this.engine.say(id, { draft }),
      held: (id) => this.engine.rows.get(id)?.draft,
      ...(deps.drafts && { store: deps.drafts }),
      timers,
    });
    this.#typingSender = new TypingSender(
      (conversationId, active) => this.#link.tell('typing:set', { conversationId, active }),
      timers,
    );
  }

  /** Shows what this device kept, then connects. Never rejects. */
  async start(): Promise<void> {
    const life = (this.#life += 1);
    await Promise.all([this.#outbox.restore(), this.#keeper.restore()]);
    if (life === this.#life) this.#link.start();
  }

  stop(): void {
    this.#life += 1;
    this.#keeper.stop();
    this.#link.stop();
  }

  /** Asks for the truth now: on becoming visible and every 20 s while visible. */
  sync(): void {
    this.#sync.request();
    void this.#outbox.refresh();
  }

  /** The network is said to be gone. */
  networkGone(): void {
    this.#link.cut();
  }

  /** The network is said to be back. */
  networkBack(): void {
    this.#link.nudge();
    this.#sync.request();
  }

  /** Opens a thread's window as this device left it, else with the newest page. Rejects with an `ApiError`; `not_found` when it is not known. */
  async open(conversationId: number): Promise<void> {
    const before = this.#thread(conversationId);
    if (before.window !== 'closed') return;
    this.engine.put(startLoading(before));
    const stored = await this.deps.store.copy.window(conversationId);
    if (stored) {
      this.engine.openedAgain(stored);
      return;
    }
    try {
      const page = await this.deps.api.messages(conversationId, {});
      this.engine.opened(conversationId, page);
    } catch (error) {
      const now = this.engine.threads.get(conversationId);
      if (now) this.engine.put(loadingFailed(now));
      throw error;
    }
  }

  /** The message that stands on screen now, undefined for the newest: what is held stays around it. */
  read(conversationId: number, seq: number | undefined): void {
    if (seq === undefined) this.#reading.delete(conversationId);
    else this.#reading.set(conversationId, seq);
  }

  /** As `Outbox.add`: `kept` is told once the message survives a reload, or it is known that it cannot. */
  send(...message: Parameters<Outbox['add']>): OutboxItem {
    this.#typingSender.stopped(message[0]);
    return this.#outbox.add(...message);
  }

  /** What a file consists of that waits to be sent; undefined when it is gone. Rejects when that cannot be read. */
  fileBytes(fileId: string): Promise<FileBytes | undefined> {
    return this.#outbox.bytes(fileId);
  }

  /** Does something with a message that is there. Gives the `rev` it has then. Rejects with an `ApiError`. */
  async act<E extends ActEvent>(event: E, payload: UpPayload<E>): Promise<number> {
    const result = await this.#link.ask(event, payload);
    this.engine.applySend(result);
    return result.message.rev;
  }

  /** How many messages wait to be sent, or have failed. */
  unsent(): number {
    return this.#outbox.unsent;
  }

  retry(clientMessageId: string): void {
    this.#outbox.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.#outbox.discard(clientMessageId);
  }

  pending(conversationId: number): OutboxItem[] {
    return this.#outbox.pending(conversationId);
  }

  /** This person has seen the thread up to `seq`. */
  markRead(conversationId: number, seq: number): void {
    const own = this.engine.rows.get(conversationId)?.members[String(this.deps.me)];
    if (seq > (own?.readSeq ?? 0)) this.#receipts.mark('read', conversationId, seq);
  }

  /** As `updateOwnSettings`. */
  updateSettings(conversationId: number, change: UpdateSettingsBody): Promise<void> {
    const { api, timers } = this.deps;
    return updateOwnSettings({ engine: this.engine, api, timers }, conversationId, change);
  }

  typed(conversationId: number): void {
    this.#typingSender.typed(conversationId);
  }

  stoppedTyping(conversationId: number): void {
    this.#typingSender.stopped(conversationId);
  }

  typingAt(conversationId: number): number[] {
    return this.#typingBoard.at(conversationId);
  }

  #thread(conversationId: number): ThreadState {
    const state = this.engine.threads.get(conversationId);
    if (!state) throw new ApiError('not_found');
    return state;
  }

  #status(status: ConnectionStatus, reason: SessionEndReason | undefined): void {
    if (status === 'online') {
      this.#sync.connected();
      this.#outbox.connected();
      this.#receipts.connected();
      this.drafts.connected();
    } else {
      this.#sync.disconnected();
      this.#outbox.disconnected();
      this.#receipts.disconnected();
      this.drafts.disconnected();
      this.engine.disconnected();
      this.#typingBoard.clear();
    }
    if (status === 'ended') this.#keeper.stop();
    this.deps.observer.status(status, reason);
  }

  #changed(conversationId: number): void {
    const state = this.engine.threads.get(conversationId);
    if (state) this.#confirm(state);
    this.#keeper.changed(conversationId);
    this.#deliver(conversationId);
    this.deps.observer.conversation(conversationId);
  }

  /** Another tab's answer: the change itself comes as to every other device. */
  #sentElsewhere(conversationId: number): void {
    const state = this.engine.threads.get(conversationId);
    if (state) this.#confirm(state);
  }

  /** What the thread shows is on its way no longer; without a window, what is stored. */
  #confirm(state: ThreadState): void {
    const { conversationId, messages, window } = state;
    if (this.#outbox.pending(conversationId).length === 0) return;
    const own = messages.filter((message) => message.senderId === this.deps.me);
    const from = window === 'open' ? (messages[0]?.seq ?? 1) : Infinity;
    this.#outbox.shown(conversationId, new Set(own.map((message) => message.clientMessageId)), from);
  }

  /** What has reached this device is delivered; without unread messages there is nothing to say. */
  #deliver(conversationId: number): void {
    const row = this.engine.rows.get(conversationId);
    if (!row || row.unreadCount === 0) return;
    const own = row.members[String(this.deps.me)];
    if ((own?.deliveredSeq ?? 0) < row.lastSeq) this.#receipts.mark('delivered', conversationId, row.lastSeq);
  }

  #arrived(message: MessageView, live: boolean): void {
    this.deps.observer.arrived(message, live);
  }

  #removed(conversationId: number): void {
    this.#outbox.forget(conversationId);
    this.#keeper.removed(conversationId);
    this.deps.observer.conversation(conversationId);
  }
}
