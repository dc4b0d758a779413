import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MUTED_FOREVER } from '#contract/rules/muted';
import { threadDrafts } from '#server/db/schema/index';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, granted, refusal, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

/** What is one person's own in a thread: settings and draft. */

let world: World;
let coach: Person;
let client: Client;
let desk: TestSocket;
let laptop: TestSocket;
let phone: TestSocket;
beforeAll(async () => {
  world = await createWorld();
  world.clock.set('2026-06-10T12:00:00Z');
});
beforeEach(async () => {
  coach = await world.coach();
  client = await world.client(coach);
  [desk, laptop, phone] = await Promise.all([coach.socket(), coach.socket(), client.socket()]);
});
afterAll(() => world.close());

const begin = (socket: TestSocket, text: string, replyToSeq: number | null = null) =>
  socket.emit('draft:set', { conversationId: client.conversationId, text, replyToSeq });
const stateOf = async (socket: TestSocket) =>
  (await catchUp(socket, { [client.conversationId]: 0 })).states[client.conversationId];
const heard = (socket: TestSocket, event: string) => socket.received.filter((frame) => frame.event === event);

/** Whatever was on its way to that device has arrived. */
async function settled(socket: TestSocket): Promise<void> {
  await stateOf(socket);
  await sleep(20);
}

it('settings reach every device of the person, and no device of the other', async () => {
  const { conversationId } = client;
  const body = { markedUnread: true, mutedUntil: MUTED_FOREVER, pinned: true };
  await coach.patch(`/api/conversations/${conversationId}`, body);
  const told = { markedUnread: true, mutedUntil: MUTED_FOREVER, pinnedAt: '2026-06-10T12:00:00.000Z' };
  for (const socket of [desk, laptop]) {
    expect(await socket.next('settings:updated')).toEqual({ conversationId, ...told });
  }
  expect(await stateOf(desk)).toMatchObject(told);
  await settled(phone);
  expect(heard(phone, 'settings:updated')).toEqual([]);
  expect(await stateOf(phone)).toMatchObject({ markedUnread: false, mutedUntil: null, pinnedAt: null });
});

it('a draft reaches the other devices of whoever writes it, and nobody else', async () => {
  const { conversationId } = client;
  await say(phone, conversationId, 'How far?');
  const { draft } = granted(await begin(desk, 'About ten ', 1));
  expect(draft).toEqual({ text: 'About ten ', replyToSeq: 1, updatedAt: '2026-06-10T12:00:00.000Z' });
  expect(await laptop.next('draft:updated')).toEqual({ conversationId, ...draft });
  await Promise.all([settled(desk), settled(phone)]);
  expect([...heard(desk, 'draft:updated'), ...heard(phone, 'draft:updated')]).toEqual([]);
  expect(await stateOf(laptop)).toMatchObject({ draft });
  expect(await stateOf(phone)).toMatchObject({ draft: null });
  expect((await client.get('/api/conversations')).body).toMatchObject({ items: [{ draft: null }] });
  expect((await coach.get('/api/conversations')).body).toMatchObject({ items: [{ draft }] });
});

it('the later draft holds, and one without text is gone', async () => {
  granted(await begin(desk, 'First'));
  granted(await begin(laptop, 'Second'));
  expect(await stateOf(desk)).toMatchObject({ draft: { text: 'Second' } });
  await laptop.next('draft:updated');
  expect(granted(await begin(desk, '  \n')).draft).toBeNull();
  expect(await laptop.next('draft:updated')).toMatchObject({ text: '' });
  expect(await stateOf(desk)).toMatchObject({ draft: null });
});

it('what was begun in a thread that closes is gone, for both and for good', async () => {
  const [admin, other] = await Promise.all([world.admin(), world.coach()]);
  granted(await begin(desk, 'Before you go'));
  granted(await begin(phone, 'Thank you for'));
  const move = (coachId: number) => admin.put(`/api/admin/people/${client.id}/coach`, { coachId });
  await move(other.id);
  expect(refusal(await begin(desk, 'Still here?'))).toBe('not_found');
  expect(refusal(await begin(phone, 'Still here?'))).toBe('conflict');
  expect(await stateOf(desk)).toBeUndefined();
  expect(await stateOf(phone)).toMatchObject({ draft: null });
  await move(coach.id);
  expect(await stateOf(desk)).toMatchObject({ draft: null });
});

it('R9 drafts leave room in a sync for everything else, and what has none is not said to be gone', async () => {
  const { conversationId } = client;
  const long = '長'.repeat(11_000);
  const more = await Promise.all(Array.from({ length: 6 }, () => world.client(coach)));
  for (const one of more) {
    granted(
      await desk.emit('draft:set', { conversationId: one.conversationId, text: long, replyToSeq: null }),
    );
  }
  const held = Object.fromEntries(
    [conversationId, ...more.map((one) => one.conversationId)].map((id) => [id, 0]),
  );
  const { states } = await catchUp(desk, held);
  const drafts = Object.values(states).map((state) => state.draft);
  expect(drafts.filter((draft) => draft)).toHaveLength(4);
  expect(drafts.filter((draft) => draft === undefined)).toHaveLength(2);
  expect(drafts.filter((draft) => draft === null)).toHaveLength(1);
  await world.services.db.delete(threadDrafts);
});
