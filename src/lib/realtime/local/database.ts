/**
 * Raise it whenever the shape of what is copied changes: the copy is dropped and comes anew, the outbox stays. A test
 * holds it to the contract.
 */
export const FORMAT = 2;

/** `outbox` and the `files` of it and of drafts are what only this device has; the others copy what the server holds. */
type StoreName = 'outbox' | 'files' | 'rows' | 'windows' | 'person';
const COPIES = ['rows', 'windows', 'person'] as const satisfies readonly StoreName[];

const PREFIX = 'spotter-';

/** The database of one person. */
export function databaseName(userId: number): string {
  return `${PREFIX}${userId}`;
}

/** Whether a database of this origin is somebody's. */
export function isOurs(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** The result of one request. Values are unknown: an older version of the app may have written them. */
export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(failure(request.error)));
  });
}

/** Resolves when all of a transaction is written; rejects when nothing of it is. */
function written(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(failure(tx.error)));
  });
}

/** A person's database, as far as it is needed. */
export class LocalDatabase {
  constructor(private readonly opened: IDBDatabase) {}

  async all(store: StoreName): Promise<unknown[]> {
    return result<unknown[]>(this.opened.transaction(store).objectStore(store).getAll());
  }

  async get(store: StoreName, key: IDBValidKey): Promise<unknown> {
    return result<unknown>(this.opened.transaction(store).objectStore(store).get(key));
  }

  /**
   * Writes in one transaction, all of it or nothing. `work` may wait for results of its own requests alone.
   *
   * @param durable whether it has to outlive a power cut when the promise resolves
   */
  async write(
    stores: readonly StoreName[],
    work: (tx: IDBTransaction) => Promise<void>,
    durable = false,
  ): Promise<void> {
    const tx = this.opened.transaction(stores, 'readwrite', { durability: durable ? 'strict' : 'default' });
    await Promise.all([written(tx), work(tx)]);
  }

  /** Empties these stores. */
  async clear(stores: readonly StoreName[]): Promise<void> {
    await this.write(stores, async (tx) => {
      for (const store of stores) await result(tx.objectStore(store).clear());
    });
  }

  /** Drops everything the server holds too. */
  clearCopies(): Promise<void> {
    return this.clear(COPIES);
  }

  close(): void {
    this.opened.close();
  }
}

/** Opens it, making what is missing. Rejects where the browser forbids it, or when a newer app has written it. */
export async function openDatabase(
  name: string,
  factory: IDBFactory = indexedDB,
  format = FORMAT,
): Promise<LocalDatabase> {
  const request = factory.open(name, format);
  request.addEventListener('upgradeneeded', ({ oldVersion }) => upgrade(request.result, oldVersion));
  const opened = await result(request);
  // A newer version of the app, or a log-out in another tab, is not kept waiting.
  opened.addEventListener('versionchange', () => opened.close());
  return new LocalDatabase(opened);
}

function upgrade(database: IDBDatabase, before: number): void {
  if (before === 0) {
    const outbox = database.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true });
    outbox.createIndex('clientMessageId', 'clientMessageId', { unique: true });
  } else {
    for (const copy of COPIES) database.deleteObjectStore(copy);
  }
  if (!database.objectStoreNames.contains('files')) database.createObjectStore('files');
  database.createObjectStore('rows', { keyPath: 'id' });
  database.createObjectStore('windows', { keyPath: 'conversationId' }).createIndex('savedAt', 'savedAt');
  database.createObjectStore('person');
}

function failure(error: DOMException | null): Error {
  return error ?? new Error('The browser gave no reason.');
}
