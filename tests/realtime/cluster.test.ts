import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { users } from '#server/db/schema/index';
import { createPasswordHasher } from '#server/platform/password-hasher';
import { move } from '../integration/people.fixtures.ts';
import type { Neighbour } from '../support/neighbour.ts';
import type { Client, Person } from '../support/person.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, granted, insist, refusal, say, seqs, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const PASSWORD = 'a fine long sentence';

describe.runIf(hasRedis)('two processes on one database', () => {
  let redis: TestRedis;
  let world: World;
  let other: Neighbour;
  let coach: Person;
  let client: Client;

  beforeAll(async () => {
    redis = await TestRedis.start();
    world = await createWorld({ env: { REDIS_URL: redis.url } });
    other = await world.another({ REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await world.close();
    await redis.remove();
  });

  beforeEach(async () => {
    coach = await world.coach();
    client = await world.client(coach);
  });

  const framesOf = (socket: TestSocket, event: string) =>
    socket.received.filter((frame) => frame.event === event);

  it('say so in their health', async () => {
    for (const http of [world.nobody(), other.http()]) {
      expect((await http.get('/api/health')).body).toMatchObject({ redis: 'ok' });
    }
  });

  it('R7: a message acknowledged by one reaches every device on the other', async () => {
    const [desk, laptop, phone] = await Promise.all([
      coach.socket(),
      other.socket(coach),
      other.socket(client),
    ]);
    const { message, fromRev, rev } = await say(desk, client.conversationId, 'over there?');
    for (const device of [laptop, phone]) {
      expect(await device.next('conversation:changed')).toMatchObject({ fromRev, rev, messages: [message] });
    }
    expect(framesOf(desk, 'conversation:changed')).toEqual([]);
  });

  it('nothing of it reaches another installation that uses the same Redis', async () => {
    const stranger = await createWorld({ env: { REDIS_URL: redis.url } });
    try {
      // Whoever has the same number there is in the room of the same name.
      let twin = await stranger.coach();
      while (twin.id < coach.id) twin = await stranger.coach();
      expect(twin.id).toBe(coach.id);
      const [desk, laptop, elsewhere] = await Promise.all([
        coach.socket(),
        other.socket(coach),
        twin.socket(),
      ]);
      await say(desk, client.conversationId, 'between us');
      await laptop.next('conversation:changed');
      const theirs = await stranger.client(twin);
      const phone = await theirs.socket();
      const { message } = await say(phone, theirs.conversationId, 'between us, too');
      const heard = await elsewhere.next('conversation:changed');
      expect(heard.messages).toEqual([message]);
    } finally {
      await stranger.close();
    }
  });

  it('R6: receipts and typing reach the other one too', async () => {
    const { conversationId } = client;
    const [desk, phone] = await Promise.all([coach.socket(), other.socket(client)]);
    await phone.emitRaw('typing:set', { conversationId, active: true });
    expect(await desk.next('typing:updated')).toEqual({ conversationId, userId: client.id, active: true });
    await say(desk, conversationId, 'read this');
    granted(await phone.emit('receipt:read', { conversationId, seq: 1 }));
    expect(await desk.next('receipt:updated')).toMatchObject({ userId: client.id, readSeq: 1 });
  });

  it('R3: both number one conversation, and everybody holds the same', async () => {
    const { conversationId } = client;
    const [desk, phone] = await Promise.all([coach.socket(), other.socket(client)]);
    const texts = Array.from({ length: 25 }, (_, index) => `text ${index}`);
    await Promise.all(
      texts.flatMap((text) => [insist(desk, conversationId, text), insist(phone, conversationId, text)]),
    );
    // The first message of a client also unlocks something, whose card is one more and comes a little later.
    const both = () => Promise.all([desk, phone].map((socket) => catchUp(socket, { [conversationId]: 0 })));
    await expect.poll(both).toMatchObject([2, 2].map(() => ({ changes: [{ messages: { length: 51 } }] })));
    const [atDesk, atPhone] = await both();
    const held = atDesk?.changes[0]?.messages ?? [];
    expect(seqs(held)).toEqual(upTo(2 * texts.length + 1));
    expect(held.filter(({ kind }) => kind === 'text')).toHaveLength(2 * texts.length);
    expect(atPhone?.changes[0]?.messages).toEqual(held);
  });

  it('R8: a session that ends at one silences its sockets at the other', async () => {
    const [phone, tablet] = await Promise.all([other.socket(client), client.socket()]);
    expect((await client.post('/api/auth/logout')).status).toBe(204);
    for (const device of [phone, tablet]) {
      expect(await device.next('session:ended')).toEqual({ reason: 'logged_out' });
      await device.closed();
    }
  });

  it('R8: a session goes on under its new id at both when its password is changed', async () => {
    const hasher = createPasswordHasher({ cost: 4 });
    const passwordHash = await hasher.hash(PASSWORD);
    await hasher.close();
    await world.services.db.update(users).set({ passwordHash }).where(eq(users.userId, client.id));
    const phone = await other.socket(client);
    const passwords = { currentPassword: PASSWORD, newPassword: 'another fine sentence' };
    const changed = await client.post('/api/auth/password', passwords);
    expect(changed.status).toBe(204);
    await say(phone, client.conversationId, 'still here');
    const cookie = changed.headers.get('set-cookie')?.split(';')[0] ?? '';
    await world.nobody({ cookie }).post('/api/auth/logout');
    expect(await phone.next('session:ended')).toEqual({ reason: 'logged_out' });
  });

  it('R8: a client who is moved at one is gone for the former coach at the other', async () => {
    const { conversationId } = client;
    const admin = await world.admin();
    const successor = await world.coach();
    const desk = await other.socket(coach);
    await say(desk, conversationId, 'known there now');
    expect((await move(admin, client, successor)).status).toBe(200);
    expect(await desk.next('conversation:removed')).toEqual({ conversationId });
    const late = { conversationId, clientMessageId: randomUUID(), text: 'hello?' };
    expect(refusal(await desk.emit('message:send', late))).toBe('not_found');
  });
});
