import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import pg, { type PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestSocket } from '../support/test-socket.ts';
import { granted, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';
import { Family, TODAY } from './authorization/family.ts';
import { REQUESTS } from './authorization/requests.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
});
afterAll(() => world.close());

function pool(): pg.Pool {
  const { db } = world.services;
  if (!('$client' in db && db.$client instanceof pg.Pool)) throw new Error('The pool is somewhere else');
  return db.$client;
}

/** Lends out every connection of the pool. Gives what brings them back. */
async function exhaust(): Promise<() => void> {
  const taken: PoolClient[] = [];
  while (taken.length < pool().options.max) taken.push(await pool().connect());
  return () => {
    for (const client of taken) client.release();
  };
}

describe('while every connection is in use', () => {
  it('messages still go through, health is well, and whoever needs a connection is told when to come back', async () => {
    const coach = await world.coach();
    const client = await world.client(coach);
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    const giveBack = await exhaust();
    const busy = { code: 'unavailable', retryAfter: expect.any(Number) as unknown };
    const asked = coach.get('/api/conversations');
    const synced = desk.raw.timeout(15_000).emitWithAck('sync', { conversations: {} });
    const entered = TestSocket.connect(world.url, coach.headers()).then(
      () => 'came in',
      (error: unknown) => error,
    );

    const { message } = await say(desk, client.conversationId, 'all the same');
    await phone.next('conversation:changed', ({ messages }) => messages.some(({ id }) => id === message.id));
    expect((await world.nobody().get('/api/health')).status).toBe(200);

    const { status, headers, body } = await asked;
    expect([status, body]).toEqual([503, expect.objectContaining(busy)]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await synced).toMatchObject({ ok: false, error: busy });
    expect(await entered).toMatchObject({ message: 'unavailable', data: busy });

    giveBack();
    expect(granted(await desk.emit('sync', { conversations: {} })).added).toHaveLength(1);
    expect((await coach.get('/api/conversations')).status).toBe(200);
  });
});

describe('a connection in hand', () => {
  it.each(Object.keys(REQUESTS))('%s never waits for a second one', async (route) => {
    const family = await Family.in(world);
    const ask = await REQUESTS[route]?.(family);
    if (!ask) throw new Error(`Nobody knows how to ask ${route}`);
    const { path, body, insider } = ask;
    const second = watchForSecond();
    const [method = ''] = route.split(' ');
    const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    await insider.request(path, { method, ...json });
    expect(second()).toEqual([]);
  });

  it('nor does any event', async () => {
    const { client } = await Family.in(world);
    const socket = await client.socket();
    const { conversationId } = client;
    const second = watchForSecond();
    const text = { conversationId, clientMessageId: randomUUID(), text: 'Hello' };
    granted(await socket.emit('message:send', text));
    granted(await socket.emit('message:send', { ...text, clientMessageId: randomUUID(), replyToSeq: 1 }));
    granted(await socket.emit('receipt:read', { conversationId, seq: 1 }));
    granted(await socket.emit('typing:set', { conversationId, active: true }));
    granted(await socket.emit('sync', { conversations: { [conversationId]: 0 } }));
    expect(second()).toEqual([]);
  });

  it('is seen when it does', async () => {
    const second = watchForSecond();
    await world.services.db.transaction(() => pool().query('select 1'));
    expect(second()).toHaveLength(1);
  });
});

/** Notes who asks the pool for a connection inside a transaction. Gives what ends that, and tells what was noted. */
function watchForSecond(): () => string[] {
  const { db } = world.services;
  const noted: string[] = [];
  const holding = new AsyncLocalStorage<true>();
  const transaction = db.transaction.bind(db);
  const opened = vi
    .spyOn(db, 'transaction')
    .mockImplementation((work, config) => transaction((tx) => holding.run(true, () => work(tx)), config));
  const acquire = () => {
    if (holding.getStore()) noted.push(new Error('a second connection').stack ?? '');
  };
  const lending = pool();
  const connect = lending.connect.bind(lending);
  Object.assign(lending, {
    connect: (...args: []) => {
      acquire();
      return connect(...args);
    },
  });
  return () => {
    opened.mockRestore();
    Object.assign(lending, { connect });
    return noted;
  };
}
