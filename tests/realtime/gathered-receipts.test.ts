import { and, asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { conversationView } from '#contract/conversations';
import { conversations, messages } from '#server/db/schema/index';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, granted, say, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const MESSAGES = 30;

let world: World;
let coach: Person;
let client: Client;
let desk: TestSocket;

beforeEach(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
  desk = await coach.socket();
  await Promise.all(upTo(MESSAGES).map((n) => say(desk, client.conversationId, `message ${n}`)));
});
afterEach(() => world.close());

const read = async (device: TestSocket, conversationId: number, seq: number) =>
  granted(await device.emit('receipt:read', { conversationId, seq }));

const viewOf = async (person: Person, conversationId: number) =>
  (await person.get(`/api/conversations/${conversationId}`)).parse(conversationView);

it('R6 many devices that mark at once move one watermark, forward only, to the furthest of them', async () => {
  const devices = await Promise.all(upTo(4).map(() => client.socket()));
  const perDevice = await Promise.all(
    devices.map((device, n) =>
      // Each device goes its own way, back as well.
      Promise.all(
        upTo(12).map((step) => read(device, client.conversationId, ((step * 7 + n * 5) % MESSAGES) + 1)),
      ),
    ),
  );
  for (const answers of perDevice) {
    const seen = answers.map(({ members }) => members[client.id]?.readSeq ?? 0);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  }
  const furthest = Math.max(...perDevice.flat().map(({ members }) => members[client.id]?.readSeq ?? 0));
  for (const device of devices) {
    const { states } = await catchUp(device, { [client.conversationId]: MESSAGES });
    expect(states[client.conversationId]).toMatchObject({
      members: { [client.id]: { deliveredSeq: furthest, readSeq: furthest } },
      unreadCount: MESSAGES - furthest,
    });
  }
});

it('R6 what is_read and the unread count say is what the watermark says, while messages go on arriving', async () => {
  const phone = await client.socket();
  await Promise.all([
    ...upTo(20).map((n) => say(desk, client.conversationId, `more ${n}`)),
    ...upTo(25).map((seq) => read(phone, client.conversationId, seq)),
    ...upTo(25).map((seq) => phone.emit('receipt:delivered', { conversationId: client.conversationId, seq })),
  ]);
  const view = await viewOf(client, client.conversationId);
  expect(view.members[client.id]).toEqual({ deliveredSeq: 25, readSeq: 25 });
  expect(view.unreadCount).toBe(MESSAGES + 20 - 25);
  const rows = await world.services.db
    .select({ seq: messages.seq })
    .from(messages)
    .where(and(eq(messages.conversationId, client.conversationId), eq(messages.isRead, true)))
    .orderBy(asc(messages.seq));
  expect(rows.map(({ seq }) => seq)).toEqual(upTo(25));
});

it('R6 receipts of many threads at once each get the state of their own thread', async () => {
  const others = await Promise.all(upTo(12).map(() => world.client(coach)));
  for (const { conversationId } of others) {
    await Promise.all(upTo(3).map((n) => say(desk, conversationId, `to ${conversationId}: ${n}`)));
  }
  const phones = await Promise.all(others.map((other) => other.socket()));
  const answers = await Promise.all(
    others.map(async (other, n) => {
      const phone = phones[n];
      return phone && (await read(phone, other.conversationId, (n % 3) + 1));
    }),
  );
  for (const [n, other] of others.entries()) {
    const readSeq = (n % 3) + 1;
    expect(answers[n]).toEqual({
      ok: true,
      members: {
        [other.id]: { deliveredSeq: readSeq, readSeq },
        [coach.id]: { deliveredSeq: 0, readSeq: 0 },
      },
      unreadCount: 3 - readSeq,
    });
  }
});

it('R6 what the other side was told, applied, is what a fresh read gives', async () => {
  const phone = await client.socket();
  await Promise.all(upTo(MESSAGES).map((seq) => read(phone, client.conversationId, seq)));
  const last = await desk.next('receipt:updated', ({ readSeq }) => readSeq === MESSAGES);
  const { members } = await viewOf(coach, client.conversationId);
  expect({ deliveredSeq: last.deliveredSeq, readSeq: last.readSeq }).toEqual(members[client.id]);
});

it('a receipt in a thread that somebody holds is unavailable, moves nothing and holds up no other', async () => {
  const other = await world.client(coach);
  const theirs = await other.socket();
  await say(desk, other.conversationId, 'waiting to be read');
  const phone = await client.socket();
  await world.database.database.db.transaction(async (tx) => {
    await tx
      .select()
      .from(conversations)
      .where(eq(conversations.conversationId, client.conversationId))
      .for('update');
    const [held, free, still] = await Promise.all([
      phone.emit('receipt:read', { conversationId: client.conversationId, seq: 5 }),
      read(theirs, other.conversationId, 1),
      // Nothing moves: no lock is asked for.
      read(desk, client.conversationId, 0),
    ]);
    expect(held).toMatchObject({ ok: false, error: { code: 'unavailable', retryAfter: 1 } });
    expect(free.unreadCount).toBe(0);
    expect(still.members[client.id]).toEqual({ deliveredSeq: 0, readSeq: 0 });
  });
  expect((await read(phone, client.conversationId, 5)).members[client.id]?.readSeq).toBe(5);
});
