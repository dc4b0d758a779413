import type { ConversationView, MessageView } from '#contract/conversations';
import type { ConversationChange } from '#contract/realtime';
import type { Timers } from '../timers.ts';
import { result } from './database.ts';
import type { LocalDatabase } from './database.ts';
import type { ConversationCopy, StoredWindow } from './local-store.ts';
import { parseRow, parseWindow } from './records.ts';
import { within } from './within.ts';

/** Messages kept of one thread, the newest. */
const PER_THREAD = 60;
/** Threads of which messages are kept, those opened or changed last. */
const THREADS = 100;
/** A database that does not answer by then is passed by. */
const PATIENCE_MS = 2_000;

/** The copy in IndexedDB. */
export class DeviceCopy implements ConversationCopy {
  constructor(
    private readonly database: Promise<LocalDatabase>,
    private readonly timers: Timers,
  ) {}

  async rows(): Promise<ConversationView[]> {
    return this.#orNothing([], async (database) => (await database.all('rows')).flatMap(parseRow));
  }

  async window(conversationId: number): Promise<StoredWindow | undefined> {
    return this.#orNothing(undefined, async (database) =>
      parseWindow(await database.get('windows', conversationId)),
    );
  }

  async save(rows: readonly ConversationView[], windows: readonly StoredWindow[]): Promise<void> {
    const savedAt = this.timers.now();
    const put = async (tx: IDBTransaction) => {
      const held = tx.objectStore('windows');
      for (const row of rows) await result(tx.objectStore('rows').put(row));
      for (const window of windows) await result(held.put({ ...newestOf(window, PER_THREAD), savedAt }));
      const tooMany = (await result(held.count())) - THREADS;
      const oldest = tooMany > 0 ? await result(held.index('savedAt').getAllKeys(null, tooMany)) : [];
      for (const conversationId of oldest) await result(held.delete(conversationId));
    };
    await this.#orNothing(undefined, (database) => database.write(['rows', 'windows'], put));
  }

  async remove(conversationId: number): Promise<void> {
    const put = async (tx: IDBTransaction) => {
      await result(tx.objectStore('rows').delete(conversationId));
      await result(tx.objectStore('windows').delete(conversationId));
    };
    await this.#orNothing(undefined, (database) => database.write(['rows', 'windows'], put));
  }

  /** The window keeps its `rev`: it is still a device that was away. One that starts anew takes what is held with it. */
  async revise({ conversationId, messages, reset }: ConversationChange): Promise<void> {
    const put = async (tx: IDBTransaction) => {
      const held = tx.objectStore('windows');
      const window = parseWindow(await result<unknown>(held.get(conversationId)));
      if (!window) return;
      if (reset) await result(held.delete(conversationId));
      else await result(held.put({ ...revised(window, messages), savedAt: this.timers.now() }));
    };
    await this.#orNothing(undefined, (database) => database.write(['windows'], put));
  }

  /** Forbidden, full, or closed by a log-out: the app goes on as if nothing were kept. */
  async #orNothing<T>(nothing: T, work: (database: LocalDatabase) => Promise<T>): Promise<T> {
    try {
      return await within(this.timers, PATIENCE_MS, this.database.then(work));
    } catch {
      return nothing;
    }
  }
}

/** The end of a window. What lies loose beyond it belongs to it: no later change brings that again. */
export function newestOf(window: StoredWindow, count: number): StoredWindow {
  const messages = window.messages.slice(-count);
  const first = messages[0]?.seq ?? 1;
  return { ...window, messages, loose: window.loose.filter((message) => message.seq > first) };
}

/** A window with what has changed in it in its place. */
export function revised(window: StoredWindow, changed: readonly MessageView[]): StoredWindow {
  const now = new Map(changed.map((message) => [message.seq, message]));
  const revise = (held: MessageView) => {
    const newer = now.get(held.seq);
    return newer && newer.rev > held.rev ? newer : held;
  };
  return { ...window, messages: window.messages.map(revise), loose: window.loose.map(revise) };
}
