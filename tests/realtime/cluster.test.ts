import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Neighbour } from '../support/neighbour.ts';
import type { Client, Person } from '../support/person.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

describe.runIf(hasRedis)('two processes on one database', () => {
  let redis: TestRedis;
  let world: World;
  let other: Neighbour;
  let coach: Person;
  let client: Client;

  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  afterAll(() => redis.remove());

  beforeEach(async () => {
    world = await createWorld({ env: { REDIS_URL: redis.url } });
    other = await world.another({ REDIS_URL: redis.url });
    coach = await world.coach();
    client = await world.client(coach);
  });
  afterEach(() => world.close());

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
    expect(desk.received.filter((frame) => frame.event === 'conversation:changed')).toEqual([]);
  });
});
