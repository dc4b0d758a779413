import { expect, it } from 'vitest';
import type { SendResult } from '#contract/realtime';
import { ApiError } from '../errors.ts';
import { Outbox } from './outbox.ts';
import { alone } from './local/tabs.ts';
import { memoryOutbox, storedOutbox } from './outbox-store.ts';
import type { OutboxStore } from './outbox-store.ts';
import { ME, messageView } from './testing/views.ts';
import { settle, VirtualTimers } from './testing/virtual-timers.ts';
import type { UpPayload } from './wire.ts';

type Answer = (payload: UpPayload<'message:send'>) => Promise<SendResult>;

const stored: Answer = ({ clientMessageId, text }) => {
  const message = messageView(1, { clientMessageId, text, senderId: ME });
  return Promise.resolve({ message, duplicate: false, fromRev: 0, rev: 1 });
};
const failing =
  (error: ApiError): Answer =>
  () =>
    Promise.reject(error);

function setUp(store: OutboxStore = memoryOutbox()) {
  const timers = new VirtualTimers();
  const sends: UpPayload<'message:send'>[] = [];
  const box = { answer: stored, ids: 0 };
  const outbox = new Outbox({
    send: (payload) => {
      sends.push(payload);
      return box.answer(payload);
    },
    sent: (result) => outbox.shown(7, new Set([result.message.clientMessageId]), 1),
    sentElsewhere: () => undefined,
    changed: () => undefined,
    tabs: alone,
    newId: () => `id-${(box.ids += 1)}`,
    uploads: { run: () => Promise.reject(new ApiError('internal')), forget: () => undefined },
    store,
    timers,
    random: () => 1,
  });
  return { outbox, timers, sends, box, store };
}

it('sends one message of a conversation at a time, in the order they were written', async () => {
  const { outbox, sends, box } = setUp();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  box.answer = async (payload) => (await held, stored(payload));
  outbox.connected();
  for (const text of ['one', 'two', 'three']) outbox.add(7, text);
  await settle();
  expect(sends.map((send) => send.text)).toEqual(['one']);
  release();
  await settle();
  expect(sends.map((send) => send.text)).toEqual(['one', 'two', 'three']);
  expect(outbox.pending(7)).toEqual([]);
});

it('lets nothing overtake a message that is still being kept', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => (release = resolve));
  const inner = memoryOutbox();
  const put: OutboxStore['put'] = async (item) => {
    if (item.text === 'one') await slow;
    return inner.put(item);
  };
  const { outbox, sends } = setUp({ ...inner, put });
  outbox.connected();
  for (const text of ['one', 'two']) outbox.add(7, text);
  await settle();
  expect(sends).toEqual([]);
  release();
  await settle();
  expect(sends.map((send) => send.text)).toEqual(['one', 'two']);
});

it('keeps the order in which messages were written, wherever each of them is kept', async () => {
  const inner = memoryOutbox();
  const load = async () => (await inner.load()).toReversed();
  const { outbox, sends, timers } = setUp({ ...inner, load });
  for (const text of ['one', 'two', 'three']) {
    outbox.add(7, text);
    await timers.pass(1);
  }
  await outbox.refresh();
  outbox.connected();
  await settle();
  expect(sends.map((send) => send.text)).toEqual(['one', 'two', 'three']);
});

it('keeps messages while offline and sends them on connecting', async () => {
  const { outbox, sends } = setUp();
  outbox.add(7, 'from the gym');
  expect(outbox.pending(7)).toMatchObject([{ text: 'from the gym', state: 'saving' }]);
  await settle();
  expect(outbox.pending(7)).toMatchObject([{ text: 'from the gym', state: 'sending' }]);
  expect(sends).toEqual([]);
  outbox.connected();
  await settle();
  expect(sends).toHaveLength(1);
});

it('R2 sends again with the same id when no answer came', async () => {
  const { outbox, sends, box, timers } = setUp();
  box.answer = failing(new ApiError('timeout'));
  outbox.connected();
  outbox.add(7, 'hello');
  await settle();
  box.answer = stored;
  await timers.pass(500);
  expect(sends.map((send) => send.clientMessageId)).toEqual(['id-1', 'id-1']);
  expect(outbox.pending(7)).toEqual([]);
});

it('waits as long as the server asks when sends are limited', async () => {
  const { outbox, sends, box, timers } = setUp();
  box.answer = failing(new ApiError('rate_limited', { retryAfter: 3 }));
  outbox.connected();
  outbox.add(7, 'hello');
  await timers.pass(2_900);
  expect(sends).toHaveLength(1);
  box.answer = stored;
  await timers.pass(1_000);
  expect(sends).toHaveLength(2);
});

it.each(['invalid_input', 'not_found', 'forbidden', 'conflict'] as const)(
  'keeps the text of a message refused with %s, and goes on with the next',
  async (code) => {
    const { outbox, sends, box } = setUp();
    box.answer = (payload) =>
      payload.text === 'bad' ? failing(new ApiError(code))(payload) : stored(payload);
    outbox.connected();
    outbox.add(7, 'bad');
    outbox.add(7, 'good');
    await settle();
    expect(sends).toHaveLength(2);
    expect(outbox.pending(7)).toMatchObject([{ text: 'bad', state: 'failed' }]);
  },
);

it('sends a failed message again, or gives it up, by hand', async () => {
  const { outbox, sends, box } = setUp();
  box.answer = failing(new ApiError('forbidden'));
  outbox.connected();
  const first = outbox.add(7, 'one');
  const second = outbox.add(7, 'two');
  await settle();
  box.answer = stored;
  outbox.retry(first.clientMessageId);
  outbox.discard(second.clientMessageId);
  await settle();
  expect(sends.at(-1)?.clientMessageId).toBe(first.clientMessageId);
  expect(outbox.pending(7)).toEqual([]);
});

it('shows a message as failed after the server has failed over it five times', async () => {
  const { outbox, sends, box, timers } = setUp();
  box.answer = failing(new ApiError('internal'));
  outbox.connected();
  outbox.add(7, 'poison');
  await timers.pass(60_000);
  expect(sends).toHaveLength(5);
  expect(outbox.pending(7)).toMatchObject([{ state: 'failed' }]);
});

it('lets go of a stored message that lies before what the thread shows', async () => {
  const { outbox, box } = setUp();
  box.answer = async (payload) => {
    const result = await stored(payload);
    return { ...result, message: { ...result.message, clientMessageId: 'not shown', seq: 3 } };
  };
  outbox.connected();
  outbox.add(7, 'hello');
  await settle();
  outbox.shown(7, new Set(), 3);
  expect(outbox.pending(7)).toHaveLength(1);
  outbox.shown(7, new Set(), 4);
  expect(outbox.pending(7)).toEqual([]);
});

it('survives a reload of the tab, for the same person only', async () => {
  const storage = new MapStorage();
  setUp(storedOutbox(storage, ME)).outbox.add(7, 'written before the reload', 4);
  await settle();
  const reloaded = setUp(storedOutbox(storage, ME));
  await reloaded.outbox.restore();
  reloaded.outbox.connected();
  await settle();
  expect(reloaded.sends).toMatchObject([{ text: 'written before the reload', replyToSeq: 4 }]);
  expect(await storedOutbox(storage, ME).load()).toEqual([]);
});

it('sends nothing of somebody else, and nothing that is not an outbox', async () => {
  const storage = new MapStorage();
  setUp(storedOutbox(storage, 99)).outbox.add(7, 'not mine');
  storage.setItem(`spotter:outbox:${ME}`, '{"broken":');
  expect(await storedOutbox(storage, ME).load()).toEqual([]);
});

class MapStorage implements Storage {
  #items = new Map<string, string>();
  [name: string]: unknown;
  get length() {
    return this.#items.size;
  }
  key = () => null;
  clear = () => undefined;
  getItem(key: string) {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    this.#items.set(key, value);
  }
  removeItem(key: string) {
    this.#items.delete(key);
  }
}
