import type { FileBytes, OutgoingFile } from '../../media/file.ts';
import { result, type LocalDatabase } from '../../realtime/local/database.ts';
import { isBytes } from '../../realtime/local/device-outbox.ts';
import type { Channel } from '../../realtime/local/tabs.ts';
import { isFile } from '../../realtime/outbox-store.ts';
import type { KeptFile } from './tray-file.svelte.ts';
import type { TrayShelf } from './tray.svelte.ts';

/** A database that does not answer by then gives nothing back. */
const PATIENCE_MS = 3_000;

export interface KeptTrayDeps {
  database: Promise<LocalDatabase>;
  /** Of person and thread. */
  name: string;
  /** Says whether anything is kept under this name. */
  mark: (kept: boolean) => void;
  /** The other tabs with this thread. */
  others: Channel;
}

/** What is kept of a file beside its bytes. */
interface Kept {
  readonly file: OutgoingFile;
  readonly place: number;
  /** Whether its bytes are kept: where they have gone since, its message has taken them along. */
  readonly whole: boolean;
}

/**
 * Keeps the files of a thread's draft where the outbox keeps its own, under the same ids. A message that is sent takes
 * over the bytes as they lie there, so they are the tray's until the outbox has it, and never both's afterwards.
 */
export class KeptTray implements TrayShelf {
  /** In the tray of this tab. */
  readonly #here = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: KeptTrayDeps) {}

  keep({ draft: { file, bytes }, place }: KeptFile): void {
    const { fileId } = file;
    if (this.#here.has(fileId)) return;
    this.#here.add(fileId);
    void this.#next(async (database) => {
      // Sent or taken away before its turn came.
      if (!this.#here.has(fileId)) return;
      const kept: Kept = { file, place, whole: bytes !== undefined };
      // Without room for the bytes it comes back once it is uploaded.
      await this.#put(database, kept, bytes).catch(() => this.#put(database, { ...kept, whole: false }));
      this.deps.mark(true);
    });
  }

  learn(file: OutgoingFile): void {
    void this.#next((database) =>
      database.write(['files'], async (tx) => {
        const files = tx.objectStore('files');
        const kept = await result<unknown>(files.get(this.#key(file.fileId)));
        if (isKept(kept)) await result(files.put({ ...kept, file }, this.#key(file.fileId)));
      }),
    );
  }

  letGo(fileIds: readonly string[]): void {
    const gone = fileIds.filter((fileId) => this.#here.delete(fileId));
    if (gone.length === 0) return;
    this.deps.others.postMessage(gone);
    // Whoever takes them over writes first: there is no moment in which nobody keeps them.
    setTimeout(() => void this.#next((database) => this.#forget(database, gone)));
  }

  /** Hears what other tabs have sent or taken away. */
  listen(heard: (fileIds: readonly string[]) => void): void {
    this.deps.others.addEventListener('message', ({ data }) => {
      const told: unknown[] = Array.isArray(data) ? data : [];
      const gone = [...this.#here].filter((fileId) => told.includes(fileId));
      for (const fileId of gone) this.#here.delete(fileId);
      if (gone.length > 0) heard(gone);
    });
  }

  /** What an earlier page left, in order; nothing where that cannot be read. */
  async restore(): Promise<KeptFile[]> {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
    const found = await Promise.race([this.#next((database) => this.#read(database)), late]);
    if (found?.length === 0) this.deps.mark(false);
    for (const { draft } of found ?? []) this.#here.add(draft.file.fileId);
    return (found ?? []).sort((a, b) => a.place - b.place);
  }

  async #read(database: LocalDatabase): Promise<KeptFile[]> {
    const found: KeptFile[] = [];
    await database.write(['outbox', 'files'], async (tx) => {
      const files = tx.objectStore('files');
      const waiting = await waitingIn(tx);
      for (const kept of (await result<unknown[]>(files.getAll(this.#all))).filter(isKept)) {
        const { file, place, whole } = kept;
        const value = await result<unknown>(files.get(file.fileId));
        const bytes = isBytes(value) ? value : undefined;
        if (waiting.has(file.fileId) || (whole && !bytes)) await result(files.delete(this.#key(file.fileId)));
        else found.push({ draft: { file, bytes }, place });
      }
    });
    return found;
  }

  async #put(database: LocalDatabase, kept: Kept, bytes?: FileBytes): Promise<void> {
    const { fileId } = kept.file;
    await database.write(['files'], async (tx) => {
      const files = tx.objectStore('files');
      if (bytes) await result(files.put(bytes, fileId));
      await result(files.put(kept, this.#key(fileId)));
    });
  }

  /** The bytes stay where a message of the outbox needs them. */
  async #forget(database: LocalDatabase, fileIds: readonly string[]): Promise<void> {
    let left = 0;
    await database.write(['outbox', 'files'], async (tx) => {
      const files = tx.objectStore('files');
      const waiting = await waitingIn(tx);
      for (const fileId of fileIds) {
        await result(files.delete(this.#key(fileId)));
        if (!waiting.has(fileId)) await result(files.delete(fileId));
      }
      left = await result(files.count(this.#all));
    });
    if (left === 0) this.deps.mark(false);
  }

  #key(fileId: string): string {
    return `${this.deps.name}:${fileId}`;
  }

  get #all(): IDBKeyRange {
    return IDBKeyRange.bound(this.#key(''), this.#key('\uffff'));
  }

  /** One step after the other; undefined where the database is forbidden, full, or closed by a log-out. */
  #next<T>(step: (database: LocalDatabase) => Promise<T>): Promise<T | undefined> {
    const done = this.#last.then(async () => step(await this.deps.database)).catch(() => undefined);
    this.#last = done;
    return done;
  }
}

/** The ids of files that wait in the outbox. */
async function waitingIn(tx: IDBTransaction): Promise<ReadonlySet<string>> {
  const items = await result<unknown[]>(tx.objectStore('outbox').getAll());
  return new Set(items.flatMap((item) => filesOf(item).map(({ fileId }) => fileId)));
}

function filesOf(item: unknown): OutgoingFile[] {
  if (typeof item !== 'object' || item === null || !('files' in item)) return [];
  return Array.isArray(item.files) ? item.files.filter(isFile) : [];
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' && value !== null && 'place' in value && 'file' in value && isFile(value.file)
  );
}
