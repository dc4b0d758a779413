import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendDue } from '#server/features/scheduled-messages/index';
import { inThread, scheduled, textsOf, waiting } from '../integration/later.fixtures.ts';
import type { Client } from '../support/person.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { upTo } from '../support/thread.ts';
import { createWorld } from '../support/world.ts';

const THREADS = 6;
const EACH = 10;

let redis: TestRedis;

describe.runIf(hasRedis)('three processes on one database', () => {
  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  afterAll(() => redis.remove());

  it('send what is due at one moment once, each thread in its order, and tell devices everywhere', async () => {
    const env = { REDIS_URL: redis.url };
    const world = await createWorld({ env });
    world.clock.set('2026-06-10T12:00:00Z');
    const others = await Promise.all([world.another(env), world.another(env)]);
    const coach = await world.coach();
    const clients = await Promise.all(upTo(THREADS).map(() => world.client(coach)));
    const texts = upTo(EACH).map((n) => `greeting ${n}`);
    const write = async (client: Client) => {
      for (const text of texts) await scheduled(others[0].http(coach), client, { text });
    };
    await Promise.all(clients.map(write));
    const desk = await coach.socket();
    world.clock.set('2026-06-11T06:00:00Z');
    const look = () =>
      Promise.all([world.services, ...others.map(({ services }) => services)].map((one) => sendDue(one)));
    const left = async () =>
      (await Promise.all(clients.map((client) => waiting(coach, client)))).flat().length;
    await expect.poll(async () => (await look(), left()), { timeout: 10_000 }).toBe(0);
    for (const client of clients) {
      const messages = await inThread(client);
      expect(textsOf(messages)).toEqual(texts);
      expect(new Set(messages.map(({ clientMessageId }) => clientMessageId)).size).toBe(EACH);
    }
    const told = () => desk.received.filter(({ event }) => event === 'scheduled:updated').length;
    await expect.poll(told, { timeout: 5_000 }).toBe(THREADS * EACH);
    await world.close();
  }, 60_000);
});
