import { messageOf, toApiError } from '../errors.ts';
import type { DraftFile, FileBytes, OutgoingFile } from '../media/file.ts';
import type { ApiError } from '../errors.ts';
import { backoff } from './backoff.ts';
import type { TabNews } from './local/tab-news.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { Entries, entryOf } from './outbox-entries.ts';
import type { Entry } from './outbox-entries.ts';
import {
  fileIdsOf,
  mayGo,
  mediaIdsOf,
  refusesMedia,
  triesAgain,
  withFile,
  withoutMedia,
} from './outbox-files.ts';
import type { BytesById, OutboxItem } from './outbox-store.ts';
import { Turn } from './turn.ts';

/**
 * Messages on their way, in order per conversation and one at a time: the next leaves when the one before is stored
 * or has failed for good. None leaves before it is kept, and what a lost connection leaves open is sent again with the
 * same id. Tabs share one outbox: each shows all of it, and one of them sends.
 */
export class Outbox {
  readonly #entries = new Entries();
  readonly #waits = new Map<number, () => void>();
  readonly #turn: Turn;
  #online = false;

  constructor(private readonly deps: OutboxDeps) {
    const ready = () => this.#pump();
    this.#turn = new Turn(deps.tabs, () => this.#reload(false), ready);
    deps.tabs.listen((news) => this.#hear(news));
  }

  /** Takes up what an earlier page left; call it once. */
  async restore(): Promise<void> {
    await this.#reload(true);
    this.#pump();
  }

  /** Takes up what a tab may have left that died before it told the others. */
  async refresh(): Promise<void> {
    await this.#reload(false);
    this.#pump();
  }

  connected(): void {
    this.#online = true;
    for (const entry of this.#entries.all) entry.attempts = 0;
    this.#pump();
  }

  disconnected(): void {
    this.#online = false;
    for (const cancel of this.#waits.values()) cancel();
    this.#waits.clear();
    this.#pump();
  }

  /** Puts a message at the end of its conversation's queue. `kept` is told once it survives a reload, or never will. */
  add(
    conversationId: number,
    text: string,
    replyToSeq?: number,
    kept?: () => void,
    files: readonly DraftFile[] = [],
  ): OutboxItem {
    const createdAt = new Date(this.deps.timers.now()).toISOString();
    const clientMessageId = this.deps.newId();
    const item: OutboxItem = {
      clientMessageId,
      conversationId,
      text,
      files: files.map(({ file }) => file),
      replyToSeq,
      createdAt,
      state: 'saving',
      error: undefined,
      kept: 'memory',
    };
    const bytes = new Map(files.flatMap(({ file, bytes }) => (bytes ? [[file.fileId, bytes]] : [])));
    const entry = entryOf(item, true, bytes);
    this.#entries.add(entry);
    void this.#save(entry, 'sending', undefined, bytes).then(kept);
    this.deps.changed(conversationId);
    return item;
  }

  /** Sends a failed message once more, with the same id. */
  retry(clientMessageId: string): void {
    const entry = this.#entries.find(clientMessageId);
    if (entry?.item.state !== 'failed') return;
    entry.attempts = 0;
    entry.faults = 0;
    entry.own = true;
    void this.#save(entry, 'sending');
  }

  /** Gives a message up that has failed or whose files are not there yet. One that is being sent may be stored already. */
  discard(clientMessageId: string): void {
    const entry = this.#entries.find(clientMessageId);
    if (entry && mayGo(entry)) this.#giveUp(entry);
  }

  /** What a file that waits here consists of; undefined when it is gone. Rejects when that cannot be read. */
  async bytes(fileId: string): Promise<FileBytes | undefined> {
    const own = this.#entries.all.find((entry) => entry.bytes?.has(fileId));
    return own?.bytes?.get(fileId) ?? this.deps.store.bytes(fileId);
  }

  /** The messages of a conversation that its thread does not show yet, in order. */
  pending(conversationId: number): OutboxItem[] {
    return this.#entries.of(conversationId).map((entry) => entry.item);
  }

  /** How many messages of all conversations are not stored on the server, as far as it is known. */
  get unsent(): number {
    return this.#entries.all.filter((entry) => entry.stored === undefined).length;
  }

  /**
   * Lets go of what the thread shows, however it became known that it is stored, and of what is stored before `from`,
   * where its window begins: that it will not show.
   */
  shown(conversationId: number, clientMessageIds: ReadonlySet<string>, from: number): void {
    for (const entry of this.#entries.of(conversationId)) {
      const passed = entry.stored !== undefined && entry.stored < from;
      if (passed || clientMessageIds.has(entry.item.clientMessageId)) this.#drop(entry);
    }
  }

  /** Drops what waits for a conversation that is no longer one's own. */
  forget(conversationId: number): void {
    for (const entry of this.#entries.of(conversationId)) this.#giveUp(entry);
  }

  /** Sends what can leave once the turn is this tab's, and gives it back when nothing can. */
  #pump(): void {
    const { all } = this.#entries;
    const wanted = this.#online && all.some((entry) => this.#canLeave(entry));
    if (wanted) this.#turn.take();
    else if (!all.some((entry) => entry.flying)) this.#turn.giveBack();
    if (!wanted || !this.#turn.mine) return;
    for (const id of new Set(all.map((entry) => entry.item.conversationId))) this.#next(id);
  }

  #canLeave({ item, own, stored }: Entry): boolean {
    return item.state === 'sending' && stored === undefined && (own || this.deps.tabs.takesTurns);
  }

  #next(conversationId: number): void {
    const entries = this.#entries.of(conversationId);
    if (this.#waits.has(conversationId) || entries.some((entry) => entry.flying)) return;
    // What is still being kept holds its place: whatever was written after it comes after it.
    const first = entries.find((entry) => entry.item.state === 'saving' || this.#canLeave(entry));
    if (first && this.#canLeave(first)) void this.#send(first);
  }

  async #send(entry: Entry): Promise<void> {
    const { conversationId, clientMessageId, text, replyToSeq } = entry.item;
    entry.flying = true;
    entry.attempts += 1;
    try {
      const reply = replyToSeq === undefined ? {} : { replyToSeq };
      const media = await this.#upload(entry);
      if (!media) return;
      const result = await this.deps.send({ conversationId, clientMessageId, text, ...reply, ...media });
      entry.stored = result.message.seq;
      void this.deps.store.remove(clientMessageId);
      this.deps.tabs.tell({ kind: 'sent', clientMessageId, seq: entry.stored });
      this.deps.sent(result);
    } catch (error) {
      this.#failed(entry, toApiError(error));
    } finally {
      entry.flying = false;
      this.#pump();
    }
  }

  /** What the message names of media; undefined when its files did not get there, which was said, or it was given up. */
  async #upload(entry: Entry): Promise<{ mediaIds?: number[] } | undefined> {
    if (entry.item.files.length === 0) return {};
    const remember = (file: OutgoingFile) => this.#remember(entry, file);
    entry.uploading = true;
    try {
      const { uploadFiles } = await import('./upload-item.ts');
      await uploadFiles(entry, (fileId) => this.bytes(fileId), this.deps.uploads, remember);
    } catch (error) {
      this.#failed(entry, toApiError(error));
      return undefined;
    } finally {
      entry.uploading = false;
    }
    return this.#has(entry) ? { mediaIds: mediaIdsOf(entry.item) } : undefined;
  }

  async #remember(entry: Entry, file: OutgoingFile): Promise<void> {
    if (!this.#has(entry)) return;
    entry.item = withFile(entry.item, file);
    if (entry.item.state === 'sending') await this.#save(entry, 'sending');
  }

  #has(entry: Entry): boolean {
    return this.#entries.find(entry.item.clientMessageId) === entry;
  }

  #failed(entry: Entry, error: ApiError): void {
    if (!this.#has(entry)) return;
    if (refusesMedia(error)) this.#anew(entry);
    if (!triesAgain(entry, error)) {
      void this.#save(entry, 'failed', messageOf(error));
    } else if (this.#online) {
      this.#wait(entry, error.retryAfter);
      // Silence may be this tab's connection alone: another one has a go.
      if (error.code === 'timeout') this.#turn.giveBack();
    }
  }

  /** The server has let go of what was uploaded: it is uploaded once more. */
  #anew(entry: Entry): void {
    this.deps.uploads.forget(fileIdsOf(entry.item));
    entry.item = withoutMedia(entry.item);
  }

  #wait(entry: Entry, retryAfter: number | undefined): void {
    const { timers, random } = this.deps;
    const id = entry.item.conversationId;
    const ms = (retryAfter ?? 0) * 1_000 + backoff(entry.attempts, random ? { random } : {});
    const go = () => {
      this.#waits.delete(id);
      this.#pump();
    };
    this.#waits.set(id, timers.after(ms, go));
  }

  /** Keeps an item in this state, shows it so, and tells the other tabs. */
  async #save(entry: Entry, state: 'sending' | 'failed', error?: string, bytes?: BytesById): Promise<void> {
    const next: OutboxItem = { ...entry.item, state, error };
    // What has failed is shown at once; what is new counts as on its way only when it is kept.
    if (entry.item.state !== 'saving') this.#show(entry, next);
    const kept = await this.deps.store.put(next, bytes);
    if (!this.#has(entry)) {
      void this.deps.store.remove(next.clientMessageId);
      return;
    }
    if (entry.item === next || entry.item.state === 'saving') this.#show(entry, { ...next, kept });
    if (kept === 'device') this.deps.tabs.tell({ kind: 'waiting', item: entry.item });
    this.#pump();
  }

  #show(entry: Entry, item: OutboxItem): void {
    entry.item = item;
    this.deps.changed(item.conversationId);
  }

  #giveUp(entry: Entry): void {
    this.deps.tabs.tell({ kind: 'dropped', clientMessageId: entry.item.clientMessageId });
    this.#drop(entry);
  }

  #drop(entry: Entry): void {
    this.#entries.drop(entry);
    this.deps.uploads.forget(fileIdsOf(entry.item));
    void this.deps.store.remove(entry.item.clientMessageId);
    this.deps.changed(entry.item.conversationId);
    this.#pump();
  }

  /** The store is the truth about what waits; what cannot be read leaves everything as it is. */
  async #reload(own: boolean): Promise<void> {
    const before = this.#entries.all;
    const items = await this.deps.store.load().catch(() => undefined);
    if (!items) return;
    for (const id of this.#entries.takeOver(items, before, own)) this.deps.changed(id);
  }

  #hear(news: TabNews): void {
    const entry = this.#entries.find(
      news.kind === 'waiting' ? news.item.clientMessageId : news.clientMessageId,
    );
    if (news.kind === 'waiting') {
      if (entry) this.#show(entry, news.item);
      else this.#entries.add(entryOf(news.item, false));
      this.deps.changed(news.item.conversationId);
      this.#pump();
    } else if (entry && news.kind === 'sent') {
      entry.stored = news.seq;
      this.deps.sentElsewhere(entry.item.conversationId);
      this.#pump();
    } else if (entry) {
      this.#drop(entry);
    }
  }
}
