import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { OutboxItem } from '../../../src/lib/realtime/outbox-store.ts';
import { BrowserProfile } from './profile.ts';
import { TabTimers } from './tab-timers.ts';

const SOMEBODY = 7;

const waiting: OutboxItem = {
  clientMessageId: '00000000-0000-4000-8000-000000000001',
  conversationId: 1,
  text: 'Not sent yet',
  files: [],
  replyToSeq: undefined,
  createdAt: '2026-11-02T10:00:00.000Z',
  state: 'sending',
  error: undefined,
  kept: 'device',
};

/** What the next tab of that browser finds in its outbox. */
async function foundIn(profile: BrowserProfile): Promise<string[]> {
  const store = profile.openStore({}, SOMEBODY, new TabTimers());
  const items = await store.outbox.load();
  store.close();
  return items.map(({ text }) => text);
}

async function withOneWaiting(name: string): Promise<BrowserProfile> {
  const profile = new BrowserProfile(name);
  await profile.enter(SOMEBODY);
  const store = profile.openStore({}, SOMEBODY, new TabTimers());
  expect(await store.outbox.put(waiting)).toBe('device');
  store.close();
  return profile;
}

it('a session that expired leaves what waits; one that was ended leaves nothing, in that browser alone', async () => {
  const profile = await withOneWaiting('laptop');
  const other = await withOneWaiting('phone');
  await profile.forget('copies');
  expect(await foundIn(profile)).toEqual(['Not sent yet']);
  await profile.forget('everything');
  expect(await foundIn(profile)).toEqual([]);
  expect(await foundIn(other)).toEqual(['Not sent yet']);
});
