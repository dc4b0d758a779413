import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import type { UserView } from '#contract/auth';
import { dana, sam } from '../../../tests/support/user-views.ts';
import { databaseName, LocalDatabase, openDatabase } from '../realtime/local/database.ts';
import { BrowserMemory } from './memory.ts';

class Shelf implements Storage {
  readonly items = new Map<string, string>();
  [name: string]: unknown;
  get length() {
    return this.items.size;
  }
  key = (index: number) => [...this.items.keys()][index] ?? null;
  clear = () => this.items.clear();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

function browser() {
  const indexedDB = new IDBFactory();
  const local = new Shelf();
  const tab = new Shelf();
  const seams = { indexedDB, shelves: [local, tab] };
  const names = async () => (await indexedDB.databases()).map(({ name }) => name).sort();
  return { indexedDB, local, tab, names, memory: () => new BrowserMemory(() => seams) };
}

/** What a person leaves behind: an unsent message, a file, a copied row, a draft, and a setting of the device. */
async function leaveTraces({ indexedDB, local, tab }: ReturnType<typeof browser>, { id }: UserView) {
  const database = await openDatabase(databaseName(id), indexedDB);
  await database.write(['outbox', 'files', 'rows'], (tx) => {
    tx.objectStore('outbox').put({ clientMessageId: 'a', text: 'unsent' });
    tx.objectStore('files').put({ file: 'a photo' }, 'b');
    tx.objectStore('rows').put({ id: 7 });
    return Promise.resolve();
  });
  database.close();
  local.setItem(`spotter:draft:${id}:7`, 'half a thought');
  local.setItem(`spotter:draft:${id}:7:files`, '1');
  tab.setItem(`spotter:outbox:${id}`, '[]');
  tab.setItem(`spotter:check-in:${id}:new`, '{}');
  local.setItem('spotter:sound', 'off');
}

async function counts({ indexedDB }: ReturnType<typeof browser>, { id }: UserView) {
  const database = await openDatabase(databaseName(id), indexedDB);
  const found = await countsOf(database);
  database.close();
  return found;
}

async function countsOf(database: LocalDatabase) {
  const stores = ['outbox', 'files', 'rows', 'person'] as const;
  const all = await Promise.all(stores.map((store) => database.all(store)));
  return all.map((records) => records.length);
}

it('knows who was here last after a restart, and nobody where nobody was', async () => {
  const here = browser();
  expect(await here.memory().recall()).toBeUndefined();
  expect(await here.names()).toEqual([]);
  await here.memory().remember(dana);
  expect(await here.memory().recall()).toEqual(dana);
});

it('leaves nothing private at log-out, and the settings of the device', async () => {
  const here = browser();
  await here.memory().remember(dana);
  await leaveTraces(here, dana);
  await here.memory().forget('everything');
  expect(await here.names()).toEqual([]);
  expect([...here.local.items.keys(), ...here.tab.items.keys()]).toEqual(['spotter:sound']);
  expect(await here.memory().recall()).toBeUndefined();
});

it('empties at log-out what a tab that does not let go keeps open', async () => {
  const here = browser();
  await here.memory().remember(dana);
  await leaveTraces(here, dana);
  const stuck = here.indexedDB.open(databaseName(dana.id));
  await new Promise((resolve) => stuck.addEventListener('success', resolve));
  await here.memory().forget('everything');
  expect(await countsOf(new LocalDatabase(stuck.result))).toEqual([0, 0, 0, 0]);
  stuck.result.close();
});

it('keeps what waits to be sent, and nothing else, of a session that expired', async () => {
  const here = browser();
  await here.memory().remember(dana);
  await leaveTraces(here, dana);
  await here.memory().forget('copies');
  expect(await here.memory().recall()).toBeUndefined();
  expect(await counts(here, dana)).toEqual([1, 1, 0, 0]);
  expect(here.local.getItem('spotter:draft:1:7')).toBe('half a thought');
  await here.memory().remember(dana);
  expect(await counts(here, dana)).toEqual([1, 1, 0, 1]);
});

it('wipes what it kept of one person when another one logs in', async () => {
  const here = browser();
  await here.memory().remember(dana);
  await leaveTraces(here, dana);
  await here.memory().forget('copies');
  await leaveTraces(here, sam);
  await here.memory().remember(sam);
  expect(await here.names()).toEqual([databaseName(sam.id)]);
  expect(await counts(here, sam)).toEqual([1, 1, 1, 1]);
  expect(await here.memory().recall()).toEqual(sam);
  expect(here.local.getItem('spotter:draft:1:7')).toBeNull();
});

it('takes a record that is no person for nobody', async () => {
  const here = browser();
  await here.memory().remember(dana);
  const database = await openDatabase(databaseName(dana.id), here.indexedDB);
  await database.write(['person'], (tx) => {
    tx.objectStore('person').put({ id: 1 }, 'user');
    return Promise.resolve();
  });
  database.close();
  expect(await here.memory().recall()).toBeUndefined();
});

it('goes on where the browser forbids storage', async () => {
  const forbidden = new BrowserMemory(() => {
    throw new DOMException('forbidden', 'SecurityError');
  });
  await forbidden.remember(dana);
  expect(await forbidden.recall()).toBeUndefined();
  await forbidden.forget('everything');
});
