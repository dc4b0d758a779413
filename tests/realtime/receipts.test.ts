import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { conversationView } from '#contract/conversations';
import { messages } from '#server/db/schema/index';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, granted, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
let desk: TestSocket;
let phone: TestSocket;

beforeEach(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
  [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
  for (const text of ['one', 'two', 'three']) await say(desk, client.conversationId, text);
});
afterEach(() => world.close());

const mark = async (device: TestSocket, event: 'receipt:delivered' | 'receipt:read', seq: number) =>
  granted(await device.emit(event, { conversationId: client.conversationId, seq }));

it('R6 tells the sender when a message was delivered, and when it was read', async () => {
  await mark(phone, 'receipt:delivered', 3);
  const receipt = { conversationId: client.conversationId, userId: client.id };
  expect(await desk.next('receipt:updated')).toEqual({ ...receipt, deliveredSeq: 3, readSeq: 0 });
  await mark(phone, 'receipt:read', 2);
  expect(await desk.next('receipt:updated')).toEqual({ ...receipt, deliveredSeq: 3, readSeq: 2 });
});

it('R6 reading implies delivery, and counts what is still unread', async () => {
  const { members, unreadCount } = await mark(phone, 'receipt:read', 2);
  expect(members[client.id]).toEqual({ deliveredSeq: 2, readSeq: 2 });
  expect(unreadCount).toBe(1);
});

it('R6 watermarks never go back and never pass the last message', async () => {
  await mark(phone, 'receipt:read', 2);
  expect((await mark(phone, 'receipt:read', 1)).members[client.id]).toEqual({ deliveredSeq: 2, readSeq: 2 });
  expect((await mark(phone, 'receipt:delivered', 1)).members[client.id]).toEqual({
    deliveredSeq: 2,
    readSeq: 2,
  });
  expect((await mark(phone, 'receipt:read', 5_000)).members[client.id]).toEqual({
    deliveredSeq: 3,
    readSeq: 3,
  });
});

it('R6 is one watermark for all devices of a person, and the other device hears of it', async () => {
  const tablet = await client.socket();
  await mark(phone, 'receipt:read', 3);
  expect(await tablet.next('receipt:updated')).toMatchObject({ userId: client.id, readSeq: 3 });
  const { states } = await catchUp(tablet, { [client.conversationId]: 3 });
  expect(states[client.conversationId]).toMatchObject({
    unreadCount: 0,
    members: { [client.id]: { readSeq: 3 } },
  });
});

it('R6 takes no rev, and sending moves no watermark', async () => {
  const before = await coach.get(`/api/conversations/${client.conversationId}`);
  await mark(phone, 'receipt:read', 3);
  const after = await coach.get(`/api/conversations/${client.conversationId}`);
  expect(before.body).toMatchObject({
    rev: 3,
    unreadCount: 0,
    members: { [coach.id]: { deliveredSeq: 0, readSeq: 0 } },
  });
  expect(after.body).toMatchObject({ rev: 3, members: { [coach.id]: { deliveredSeq: 0, readSeq: 0 } } });
});

it('R6 own messages are never unread', async () => {
  const mine = await client.get('/api/conversations');
  const theirs = await coach.get('/api/conversations');
  expect(mine.body).toMatchObject({ items: [{ unreadCount: 3 }] });
  expect(theirs.body).toMatchObject({ items: [{ unreadCount: 0 }] });
});

it('R6 counts right when reading and sending cross', async () => {
  await Promise.all([
    ...Array.from({ length: 20 }, (_, n) => say(desk, client.conversationId, `crossing ${n}`)),
    ...Array.from({ length: 20 }, (_, n) => mark(phone, 'receipt:read', n + 1)),
  ]);
  const view = (await client.get(`/api/conversations/${client.conversationId}`)).parse(conversationView);
  // What a receipt named before it was there was clamped; what is beyond the mark is exactly what is unread.
  expect(view.lastSeq).toBe(23);
  expect(view.unreadCount).toBe(23 - (view.members[client.id]?.readSeq ?? 0));
});

it('keeps is_read true to the watermark', async () => {
  await mark(phone, 'receipt:read', 2);
  const rows = await world.services.db
    .select({ seq: messages.seq })
    .from(messages)
    .where(and(eq(messages.conversationId, client.conversationId), eq(messages.isRead, true)))
    .orderBy(messages.seq);
  expect(rows).toEqual([{ seq: 1 }, { seq: 2 }]);
});
