import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagePage } from '#contract/conversations';
import { sweepAchievements } from '#server/features/achievements/index';
import { createTestDatabase } from '../support/database.ts';
import { Neighbour } from '../support/neighbour.ts';
import type { Client } from '../support/person.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { TestClock } from '../support/test-clock.ts';
import { createWorld } from '../support/world.ts';

let redis: TestRedis;

describe.runIf(hasRedis)('what every process does', () => {
  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  afterAll(() => redis.remove());

  it('at its first start ends well when several start at once on an empty database', async () => {
    const database = await createTestDatabase();
    const env = { DATABASE_URL: database.url, REDIS_URL: redis.url };
    const started = await Promise.allSettled([1, 2, 3].map(() => Neighbour.start(env, new TestClock())));
    const processes = started.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    const { rows } = await database.database.pool.query('select count(*) > 0 as filled from achievements');
    await Promise.all(processes.map((one) => one.close()));
    await database.drop();
    expect(started.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(rows).toEqual([{ filled: true }]);
  });

  it('posts an achievement once, however many look', async () => {
    const world = await createWorld({ env: { REDIS_URL: redis.url } });
    const other = await world.another({ REDIS_URL: redis.url });
    const coach = await world.coach();
    const clients = await Promise.all(Array.from({ length: 8 }, () => world.client(coach)));
    const write = async (client: Client) => {
      const path = `/api/conversations/${client.conversationId}/messages`;
      const message = () => ({ clientMessageId: randomUUID(), text: 'the first one' });
      await Promise.all([client.post(path, message()), other.http(client).post(path, message())]);
    };
    await Promise.all(clients.map(write));
    await Promise.all([world.services, other.services].map(sweepAchievements));
    for (const client of clients) {
      const page = await client.get(`/api/conversations/${client.conversationId}/messages`);
      const kinds = page.parse(messagePage).items.map(({ kind }) => kind);
      expect(kinds.toSorted()).toEqual(['achievement', 'text', 'text']);
    }
    await world.close();
  });
});
