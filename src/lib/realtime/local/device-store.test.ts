import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { memoryOutbox } from '../outbox-store.ts';
import type { OutboxItem } from '../outbox-store.ts';
import { conversationView, messagesUpTo, messageView, changeOf } from '../testing/views.ts';
import { systemTimers } from '../timers.ts';
import { databaseName, FORMAT, LocalDatabase, openDatabase, result } from './database.ts';
import { openDeviceStore } from './device-store.ts';
import type { StoredWindow } from './local-store.ts';
import { alone } from './tabs.ts';

let browser = new IDBFactory();
beforeEach(() => {
  browser = new IDBFactory();
});

const NAME = databaseName(1);

function openStore(open = () => openDatabase(NAME, browser)) {
  return openDeviceStore({ open, tabs: alone, spare: memoryOutbox(), timers: systemTimers });
}

function item(clientMessageId: string, given: Partial<OutboxItem> = {}): OutboxItem {
  return {
    clientMessageId,
    conversationId: 7,
    text: `text of ${clientMessageId}`,
    files: [],
    replyToSeq: undefined,
    createdAt: '2026-11-16T08:00:00.000Z',
    state: 'sending',
    error: undefined,
    kept: 'memory',
    ...given,
  };
}

function window(count: number, given: Partial<StoredWindow> = {}): StoredWindow {
  const conversationId = 7;
  return {
    conversationId,
    rev: count,
    lastSeq: count,
    members: {},
    messages: messagesUpTo(count),
    loose: [],
    ...given,
  };
}

/** Writes a record as another version of the app, or a fault, may have left it. */
async function plant(store: 'outbox' | 'rows' | 'windows', record: unknown): Promise<void> {
  const database = await openDatabase(NAME, browser);
  await database.write([store], (tx) => {
    tx.objectStore(store).put(record);
    return Promise.resolve();
  });
  database.close();
}

it('keeps the outbox across tabs, in the order it was written, and an item that changed in its place', async () => {
  const first = openStore();
  for (const id of ['c', 'a', 'b']) expect(await first.outbox.put(item(id))).toBe('device');
  await first.outbox.put(item('a', { state: 'failed', error: 'Not allowed.' }));
  await first.outbox.remove('c');
  first.close();
  const items = await openStore().outbox.load();
  expect(items).toMatchObject([
    { clientMessageId: 'a', state: 'failed', error: 'Not allowed.', kept: 'device' },
    { clientMessageId: 'b', state: 'sending', text: 'text of b' },
  ]);
});

it('says that a message is not kept on the device where the browser forbids it, and loses nothing in the tab', async () => {
  const store = openStore(() => Promise.reject(new Error('forbidden')));
  expect(await store.outbox.put(item('a'))).toBe('memory');
  expect(await store.outbox.load()).toMatchObject([{ clientMessageId: 'a' }]);
  expect(await store.copy.rows()).toEqual([]);
  await store.copy.save([conversationView()], []);
  await store.outbox.remove('a');
  expect(await store.outbox.load()).toEqual([]);
});

it('makes room for a message by forgetting copied threads, and says so when even that is not enough', async () => {
  const made = await openDatabase(NAME, browser);
  made.close();
  let refusals = 1;
  class Full extends LocalDatabase {
    override async write(...[stores, work, durable]: Parameters<LocalDatabase['write']>): Promise<void> {
      refusals -= stores.includes('outbox') ? 1 : 0;
      if (stores.includes('outbox') && refusals >= 0) throw new DOMException('full', 'QuotaExceededError');
      await super.write(stores, work, durable);
    }
  }
  const store = openStore(async () => new Full(await result(browser.open(NAME, FORMAT))));
  await store.copy.save([conversationView()], [window(3)]);
  expect(await store.outbox.put(item('a'))).toBe('device');
  expect(await store.copy.window(7)).toBeUndefined();
  expect(await store.copy.rows()).toHaveLength(1);
  refusals = 2;
  expect(await store.outbox.put(item('b'))).toBe('memory');
});

it('brings rows back as they were, except for who was online', async () => {
  const presence = { 2: { online: true, lastSeenAt: null } };
  const row = conversationView({ lastSeq: 3, rev: 4, presence });
  const store = openStore();
  await store.copy.save([row], []);
  expect(await store.copy.rows()).toEqual([{ ...row, presence: {} }]);
  await store.copy.remove(7);
  expect(await store.copy.rows()).toEqual([]);
});

it('keeps the newest messages of a thread, and what lies loose beyond them', async () => {
  const store = openStore();
  const loose = [messageView(20), messageView(103)];
  await store.copy.save([], [window(100, { loose })]);
  const kept = await store.copy.window(7);
  expect(kept?.messages.map((message) => message.seq)).toEqual(Array.from({ length: 60 }, (_, i) => 41 + i));
  expect(kept?.loose.map((message) => message.seq)).toEqual([103]);
  expect(kept).toMatchObject({ rev: 100, lastSeq: 100 });
});

it('puts changed messages in the place of what a thread that is not open keeps, and drops it when it starts anew', async () => {
  const store = openStore();
  await store.copy.save([], [window(3, { loose: [messageView(9)] })]);
  const gone = { text: '', deletedAt: '2026-11-16T09:00:00.000Z' };
  const messages = [messageView(2, { rev: 12, ...gone }), messageView(9, { rev: 13, ...gone })];
  await store.copy.revise(changeOf(11, [...messages, messageView(1, { rev: 0, text: 'older' })]));
  const kept = await store.copy.window(7);
  expect([...(kept?.messages ?? []), ...(kept?.loose ?? [])].map(({ text }) => text)).toEqual([
    'message 1',
    '',
    'message 3',
    '',
  ]);
  expect(kept?.rev).toBe(3);
  await store.copy.revise(changeOf(0, [], { reset: true }));
  expect(await store.copy.window(7)).toBeUndefined();
  await store.copy.revise(changeOf(0, messages));
  expect(await store.copy.window(7)).toBeUndefined();
});

it('keeps so many threads and no more, those used last', async () => {
  let now = 0;
  const timers = { ...systemTimers, now: () => (now += 1) };
  const open = () => openDatabase(NAME, browser);
  const store = openDeviceStore({ open, tabs: alone, spare: memoryOutbox(), timers });
  for (let id = 1; id <= 101; id += 1) await store.copy.save([], [window(1, { conversationId: id })]);
  await store.copy.save([], [window(1, { conversationId: 2 })]);
  await store.copy.save([], [window(1, { conversationId: 102 })]);
  const kept = await Promise.all(
    [1, 2, 3, 4, 102].map(async (id) => (await store.copy.window(id)) !== undefined),
  );
  expect(kept).toEqual([false, true, false, true, true]);
});

it('passes by records that are broken', async () => {
  await plant('outbox', { clientMessageId: 'broken', conversationId: 'seven' });
  await plant('rows', { ...conversationView(), lastSeq: 'three' });
  await plant('windows', { ...window(3), messages: [messageView(1), messageView(3)] });
  const store = openStore();
  await store.outbox.put(item('a'));
  expect(await store.outbox.load()).toMatchObject([{ clientMessageId: 'a' }]);
  expect(await store.copy.rows()).toEqual([]);
  expect(await store.copy.window(7)).toBeUndefined();
});

it('drops copies of another format and keeps the outbox', async () => {
  const before = openStore();
  await before.outbox.put(item('a'));
  await before.copy.save([conversationView()], [window(2)]);
  before.close();
  const after = openStore(() => openDatabase(NAME, browser, FORMAT + 1));
  expect(await after.copy.rows()).toEqual([]);
  expect(await after.copy.window(7)).toBeUndefined();
  expect(await after.outbox.load()).toMatchObject([{ clientMessageId: 'a' }]);
});

it('gives way to a newer version of the app in another tab, and loses nothing in this one', async () => {
  const old = openStore();
  await old.outbox.put(item('a'));
  const newer = openStore(() => openDatabase(NAME, browser, FORMAT + 1));
  expect(await newer.outbox.load()).toHaveLength(1);
  expect(await old.outbox.put(item('b'))).toBe('memory');
  expect(await old.copy.rows()).toEqual([]);
});
