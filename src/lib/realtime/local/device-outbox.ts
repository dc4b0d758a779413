import type { FileBytes } from '../../media/file.ts';
import { parseItem } from '../outbox-store.ts';
import type { BytesById, Kept, OutboxItem, OutboxStore } from '../outbox-store.ts';
import type { Timers } from '../timers.ts';
import { result } from './database.ts';
import type { LocalDatabase } from './database.ts';
import { within } from './within.ts';

/** A database that does not answer by then keeps a message from being sent no longer. */
const PATIENCE_MS = 3_000;
/** Bytes a slow device writes in a millisecond. */
const SLOW_WRITE = 5_000;
const NO_BYTES: BytesById = new Map();

/** The outbox of all tabs, in IndexedDB; what that refuses goes to `spare`, which lives as long as the tab. */
export class DeviceOutbox implements OutboxStore {
  constructor(
    private readonly database: Promise<LocalDatabase>,
    private readonly spare: OutboxStore,
    private readonly timers: Timers,
  ) {}

  async load(): Promise<OutboxItem[]> {
    const spare = await this.spare.load();
    const opened = this.database.catch(() => undefined);
    const all = opened.then((database) => database?.all('outbox') ?? []);
    const stored = await within(this.timers, PATIENCE_MS, all);
    const items = stored.flatMap((value) => parseItem(value, 'device'));
    const known = new Set(items.map((item) => item.clientMessageId));
    return [...items, ...spare.filter((item) => !known.has(item.clientMessageId))];
  }

  async put(item: OutboxItem, bytes = NO_BYTES): Promise<Kept> {
    const size = [...bytes.values()].reduce((sum, { file }) => sum + file.size, 0);
    try {
      await within(this.timers, PATIENCE_MS + size / SLOW_WRITE, this.#write(item, bytes));
      return 'device';
    } catch {
      // Forbidden, full or stuck: the next best place says itself how good it is.
      return this.spare.put(item, bytes);
    }
  }

  async bytes(fileId: string): Promise<FileBytes | undefined> {
    const spare = await this.spare.bytes(fileId);
    if (spare) return spare;
    const read = this.database.then((database) => database.get('files', fileId));
    const value = await within(this.timers, PATIENCE_MS, read);
    return isBytes(value) ? value : undefined;
  }

  async remove(clientMessageId: string): Promise<void> {
    await this.spare.remove(clientMessageId);
    try {
      const database = await this.database;
      await database.write(['outbox', 'files'], async (tx) => {
        const outbox = tx.objectStore('outbox');
        const order = await result(outbox.index('clientMessageId').getKey(clientMessageId));
        if (order === undefined) return;
        const [item] = parseItem(await result<unknown>(outbox.get(order)), 'device');
        for (const { fileId } of item?.files ?? []) await result(tx.objectStore('files').delete(fileId));
        await result(outbox.delete(order));
      });
    } catch {
      // It will be sent once more, with the same id: harmless (R2).
    }
  }

  async #write(item: OutboxItem, bytes: BytesById): Promise<void> {
    const database = await this.database;
    try {
      await insert(database, item, bytes);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'QuotaExceededError') throw error;
      // What can be loaded again makes room for what only this device has.
      await database.clear(['windows']);
      await insert(database, item, bytes);
    }
  }
}

async function insert(database: LocalDatabase, item: OutboxItem, bytes: BytesById): Promise<void> {
  const put = async (tx: IDBTransaction) => {
    const outbox = tx.objectStore('outbox');
    const order = await result(outbox.index('clientMessageId').getKey(item.clientMessageId));
    for (const [fileId, of] of bytes) await result(tx.objectStore('files').put(of, fileId));
    await result(outbox.put(order === undefined ? item : { ...item, order }));
  };
  await database.write(['outbox', 'files'], put, true);
}

/** Whether a stored value is what a file consists of. */
export function isBytes(value: unknown): value is FileBytes {
  return typeof value === 'object' && value !== null && 'file' in value && value.file instanceof Blob;
}
