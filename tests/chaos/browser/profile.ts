import type { UserView } from '#contract/auth';
import { databaseName, openDatabase } from '../../../src/lib/realtime/local/database.ts';
import { openDeviceStore } from '../../../src/lib/realtime/local/device-store.ts';
import type { LocalStore } from '../../../src/lib/realtime/local/local-store.ts';
import { browserTabs } from '../../../src/lib/realtime/local/tabs.ts';
import { memoryOutbox } from '../../../src/lib/realtime/outbox-store.ts';
import { BrowserMemory, type Forgetting } from '../../../src/lib/session/memory.ts';
import type { Profile } from './interface.ts';
import { ProfileLocks } from './profile-locks.ts';
import { Shelf } from './shelf.ts';
import type { TabTimers } from './tab-timers.ts';

/** A browser without windows: its databases and locks, under names no other browser here uses. */
export class BrowserProfile implements Profile {
  readonly locks = new ProfileLocks();
  readonly #name: string;
  readonly #databases: IDBFactory;
  readonly #memory: BrowserMemory;

  constructor(name: string) {
    this.#name = `${crypto.randomUUID()}.${name}`;
    this.#databases = databasesOf(this.#name);
    const seams = { indexedDB: this.#databases, shelves: [new Shelf()] };
    this.#memory = new BrowserMemory(() => seams);
  }

  /** The local store of one tab, as the page makes it. */
  openStore(tab: object, me: number, timers: TabTimers): LocalStore {
    const channel = (name: string) => new BroadcastChannel(`${this.#name}.${name}`);
    return openDeviceStore({
      open: () => openDatabase(databaseName(me), this.#databases),
      tabs: browserTabs(me, { locks: this.locks.of(tab), channel }),
      spare: memoryOutbox(),
      timers,
    });
  }

  /** From now on this browser is theirs. */
  enter(me: number): Promise<void> {
    return this.#memory.remember(userOf(me));
  }

  forget(what: Forgetting): Promise<void> {
    return this.#memory.forget(what);
  }
}

/** The databases of one browser among those of all, under the names it knows them by. */
function databasesOf(browser: string): IDBFactory {
  const prefix = `${browser}.`;
  return {
    open: (name, version) => indexedDB.open(prefix + name, version),
    deleteDatabase: (name) => indexedDB.deleteDatabase(prefix + name),
    cmp: (first, second) => indexedDB.cmp(first, second),
    async databases() {
      const all = await indexedDB.databases();
      return all.flatMap(({ name, ...rest }) =>
        name?.startsWith(prefix) ? [{ ...rest, name: name.slice(prefix.length) }] : [],
      );
    },
  };
}

/** All that a browser is asked about whoever was here: their id. */
function userOf(id: number): UserView {
  return {
    ...{ id, email: 'somebody@chaos.test', displayName: 'Somebody', role: 'CLIENT', coachId: null },
    ...{ timeZone: 'UTC', unitSystem: 'metric', locale: 'en' },
    ...{ onboardingCompleted: true, onboardingStep: 0 },
  };
}
