import type { UserView } from '#contract/auth';
import { databaseName, isOurs, openDatabase } from '../realtime/local/database.ts';

/**
 * `copies`: what the server holds too, and who was here; what waits to be sent stays for the same person.
 * `everything`: nothing of anybody stays.
 */
export type Forgetting = 'copies' | 'everything';

/** What this browser remembers of who was here last, for a start without a connection. None of it rejects. */
export interface SessionMemory {
  /** From now on this browser is theirs; what it kept of others is wiped. */
  remember(user: UserView): Promise<void>;
  /** Whoever was here last, unless their session was seen to end. */
  recall(): Promise<UserView | undefined>;
  forget(what: Forgetting): Promise<void>;
}

/** Whose database this is; says nothing of whether their session stands. */
const ME = 'spotter:me';
const PRIVATE = [ME, 'spotter:draft:', 'spotter:outbox:', 'spotter:check-in:'];

export interface MemorySeams {
  indexedDB: IDBFactory;
  /** All places with keys of ours. */
  shelves: readonly Storage[];
}

/** The memory of this browser, one step after the other. */
export class BrowserMemory implements SessionMemory {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly seams: () => MemorySeams) {}

  remember(user: UserView): Promise<void> {
    return this.#next(undefined, async ({ indexedDB, shelves }) => {
      const [shelf] = shelves;
      const before = shelf?.getItem(ME) ?? null;
      if (before !== null && before !== String(user.id)) await this.#wipe(databaseName(user.id));
      shelf?.setItem(ME, String(user.id));
      const database = await openDatabase(databaseName(user.id), indexedDB);
      await database.write(['person'], (tx) => {
        tx.objectStore('person').put(user, 'user');
        return Promise.resolve();
      });
      database.close();
    });
  }

  recall(): Promise<UserView | undefined> {
    return this.#next(undefined, async ({ indexedDB, shelves }) => {
      const id = shelves[0]?.getItem(ME) ?? null;
      if (id === null) return undefined;
      const database = await openDatabase(databaseName(Number(id)), indexedDB);
      const user = await database.get('person', 'user');
      database.close();
      return isUser(user) && String(user.id) === id ? user : undefined;
    });
  }

  forget(what: Forgetting): Promise<void> {
    return this.#next(undefined, async ({ indexedDB, shelves }) => {
      const id = shelves[0]?.getItem(ME) ?? null;
      if (what === 'everything') await this.#wipe();
      else if (id !== null) {
        const database = await openDatabase(databaseName(Number(id)), indexedDB);
        await database.clearCopies();
        database.close();
      }
    });
  }

  /** Every database and key of ours, except for one person's database. */
  async #wipe(except?: string): Promise<void> {
    const { indexedDB, shelves } = this.seams();
    const id = shelves[0]?.getItem(ME) ?? null;
    for (const shelf of shelves) {
      const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '');
      for (const key of keys) if (PRIVATE.some((prefix) => key.startsWith(prefix))) shelf.removeItem(key);
    }
    const known = await indexedDB.databases();
    const names = new Set(known.flatMap(({ name }) => (name !== undefined && isOurs(name) ? [name] : [])));
    if (id !== null) names.add(databaseName(Number(id)));
    for (const name of names) if (name !== except) await destroy(indexedDB, name);
  }

  /** A browser without storage remembers nothing, and nothing has to be forgotten. */
  async #next<T>(nothing: T, step: (seams: MemorySeams) => Promise<T>): Promise<T> {
    const done = this.#last.then(async () => {
      try {
        return await step(this.seams());
      } catch {
        return nothing;
      }
    });
    this.#last = done;
    return done;
  }
}

/** Empties it first: a tab that does not let go may hold up the rest. */
async function destroy(indexedDB: IDBFactory, name: string): Promise<void> {
  const database = await openDatabase(name, indexedDB);
  await database.clear(['outbox', 'files']);
  await database.clearCopies();
  database.close();
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => resolve());
  });
}

function isUser(value: unknown): value is UserView {
  if (typeof value !== 'object' || value === null) return false;
  const user: Partial<Record<keyof UserView, unknown>> = value;
  const texts = [user.email, user.displayName, user.role, user.timeZone, user.locale, user.unitSystem];
  return typeof user.id === 'number' && texts.every((text) => typeof text === 'string');
}
