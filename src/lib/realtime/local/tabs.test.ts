import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RealtimeClient } from '../client.ts';
import { memoryOutbox } from '../outbox-store.ts';
import { FakeLocks } from '../testing/fake-locks.ts';
import { FaultyWire } from '../testing/faulty-wire.ts';
import { ModelServer } from '../testing/model-server.ts';
import { ME, OTHER } from '../testing/views.ts';
import { systemTimers } from '../timers.ts';
import { databaseName, openDatabase } from './database.ts';
import { openDeviceStore } from './device-store.ts';
import { browserTabs } from './tabs.ts';

interface Tab {
  client: RealtimeClient;
  wire: FaultyWire;
  close: () => void;
}

let server = new ModelServer();
let browser = { indexedDB: new IDBFactory(), locks: new FakeLocks(), name: '' };
let opened: Tab[] = [];
let browsers = 0;

beforeEach(() => {
  server = new ModelServer();
  browser = { indexedDB: new IDBFactory(), locks: new FakeLocks(), name: `browser ${(browsers += 1)}` };
  opened = [];
});
afterEach(() => {
  for (const tab of opened) tab.close();
});

/** One more tab of the same person. `online: false` is a tab without a connection. */
async function openTab({ online = true, locks = true } = {}): Promise<Tab> {
  const store = openDeviceStore({
    open: () => openDatabase(databaseName(ME), browser.indexedDB),
    tabs: browserTabs(ME, {
      locks: locks ? browser.locks : undefined,
      channel: (name) => new BroadcastChannel(`${browser.name}:${name}`),
    }),
    spare: memoryOutbox(),
    timers: systemTimers,
  });
  const nothing = () => undefined;
  let made: FaultyWire | undefined;
  const client = new RealtimeClient({
    me: ME,
    store,
    timers: systemTimers,
    wire: (handlers) => {
      made = new FaultyWire(handlers, server);
      made.reachable = online;
      return made;
    },
    api: {
      conversations: () => Promise.resolve({ items: [server.view()], nextCursor: null }),
      updateSettings: (_id, change) => Promise.resolve(server.updateSettings(change)),
      messages: (_id, before) => Promise.resolve(server.page(before)),
    },
    observer: {
      status: nothing,
      conversation: nothing,
      pending: nothing,
      typing: nothing,
      presence: nothing,
      arrived: nothing,
    },
  });
  await client.start();
  await client.inbox.load();
  if (!made) throw new Error('the client made no wire');
  const close = () => {
    client.stop();
    store.close();
  };
  const tab = { client, wire: made, close };
  opened.push(tab);
  return tab;
}

const mine = () => server.messages().filter((message) => message.senderId === ME);
const textsSent = () => mine().map((message) => message.text);
const sendsOf = (tab: Tab) => tab.wire.asked.filter(({ event }) => event === 'message:send').length;
const waitingIn = ({ client }: Tab) => client.pending(7).map((item) => item.text);

it('sends what a closed tab left behind, in order and once', async () => {
  const first = await openTab({ online: false });
  for (const text of ['one', 'two', 'three']) first.client.send(7, text);
  await vi.waitFor(() =>
    expect(first.client.pending(7).every((item) => item.state === 'sending')).toBe(true),
  );
  first.close();
  const second = await openTab();
  await vi.waitFor(() => expect(second.client.unsent()).toBe(0));
  expect(textsSent()).toEqual(['one', 'two', 'three']);
});

it('sends nothing before it is kept', async () => {
  const tab = await openTab();
  tab.client.send(7, 'hello');
  expect(tab.client.pending(7)).toMatchObject([{ state: 'saving', kept: 'memory' }]);
  expect(sendsOf(tab)).toBe(0);
  await vi.waitFor(() => expect(textsSent()).toEqual(['hello']));
});

it('R2 stores a message once that was stored when its tab died before the answer', async () => {
  const first = await openTab();
  first.wire.loseAnswers = 1;
  first.client.send(7, 'hello');
  await vi.waitFor(() => expect(textsSent()).toEqual(['hello']));
  first.close();
  const second = await openTab();
  await vi.waitFor(() => expect(second.client.unsent()).toBe(0));
  expect(sendsOf(second)).toBe(1);
  expect(textsSent()).toEqual(['hello']);
});

it('shows in every tab what one of them sends, and lets go of it when it is stored', async () => {
  const offline = await openTab({ online: false });
  const other = await openTab({ online: false });
  offline.client.send(7, 'from the gym');
  await vi.waitFor(() => expect(waitingIn(other)).toEqual(['from the gym']));
  const online = await openTab();
  await vi.waitFor(() => expect(textsSent()).toEqual(['from the gym']));
  expect(sendsOf(online)).toBe(1);
  await vi.waitFor(() =>
    expect([offline, other, online].map((tab) => tab.client.unsent())).toEqual([0, 0, 0]),
  );
});

it('sends each message from one tab alone, and takes over when that tab dies', async () => {
  const tabs = [await openTab(), await openTab()];
  const [first, second] = tabs;
  if (!first || !second) throw new Error('two tabs');
  // The first holds the turn: its answers do not come.
  first.wire.silent = true;
  first.client.send(7, 'one');
  await vi.waitFor(() => expect(sendsOf(first)).toBe(1));
  await vi.waitFor(() => expect(waitingIn(second)).toEqual(['one']));
  second.client.send(7, 'two');
  await vi.waitFor(() => expect(waitingIn(first)).toEqual(['one', 'two']));
  expect(sendsOf(second)).toBe(0);
  first.close();
  await vi.waitFor(() => expect(textsSent()).toEqual(['one', 'two']));
  expect(sendsOf(second)).toBe(2);
});

it('lets another tab have a go when the one that sends gets no answer', async () => {
  const first = await openTab();
  const second = await openTab();
  first.wire.loseAnswers = Infinity;
  first.client.send(7, 'hello');
  await vi.waitFor(() => expect([first, second].map((tab) => tab.client.unsent())).toEqual([0, 0]));
  expect(sendsOf(second)).toBe(1);
  expect(textsSent()).toEqual(['hello']);
});

it('takes up what a tab left that died before it could tell', async () => {
  const tab = await openTab();
  const silent = openDeviceStore({
    open: () => openDatabase(databaseName(ME), browser.indexedDB),
    tabs: browserTabs(ME, { locks: browser.locks, channel: () => undefined }),
    spare: memoryOutbox(),
    timers: systemTimers,
  });
  await silent.outbox.put({
    clientMessageId: 'left-behind',
    conversationId: 7,
    text: 'left behind',
    files: [],
    replyToSeq: undefined,
    createdAt: new Date().toISOString(),
    state: 'sending',
    error: undefined,
    kept: 'memory',
  });
  silent.close();
  tab.client.sync();
  await vi.waitFor(() => expect(textsSent()).toEqual(['left behind']));
});

it('sends only its own where tabs cannot take turns, and gives a failed message up in all of them', async () => {
  const first = await openTab({ locks: false });
  const second = await openTab({ locks: false });
  first.wire.refuse = 'forbidden';
  first.client.send(7, 'bad');
  await vi.waitFor(() => expect(second.client.pending(7)).toMatchObject([{ text: 'bad', state: 'failed' }]));
  first.client.discard(first.client.pending(7)[0]?.clientMessageId ?? '');
  await vi.waitFor(() => expect(waitingIn(second)).toEqual([]));
  second.client.send(7, 'good');
  await vi.waitFor(() => expect(textsSent()).toEqual(['good']));
  expect([sendsOf(first), sendsOf(second)]).toEqual([1, 1]);
});

it('R4 opens a thread as it was left and heals by sync', async () => {
  for (let n = 1; n <= 5; n += 1) server.send(OTHER, `message ${n}`, `id-${n}`);
  const before = await openTab();
  await before.client.open(7);
  await vi.waitFor(async () => {
    const database = await openDatabase(databaseName(ME), browser.indexedDB);
    expect(await database.get('windows', 7)).toMatchObject({ rev: 5 });
    database.close();
  });
  before.close();
  server.touch(2);
  server.send(OTHER, 'while it was closed', 'id-6');

  const offline = await openTab({ online: false });
  await offline.client.open(7);
  expect(offline.client.engine.threads.get(7)?.messages).toHaveLength(5);
  offline.close();

  const after = await openTab();
  await after.client.open(7);
  await vi.waitFor(() => expect(after.client.engine.threads.get(7)?.messages).toEqual(server.messages()));
});

it('says nothing more once its tab is done, as a message that was still being kept would', () => {
  const tabs = browserTabs(ME, {
    locks: browser.locks,
    channel: (name) => new BroadcastChannel(`${browser.name}:${name}`),
  });
  tabs.close();
  expect(() => tabs.tell({ kind: 'sent', clientMessageId: 'id-1', seq: 1 })).not.toThrow();
});
