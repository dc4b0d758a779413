import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpClient } from '../support/http.ts';
import type { Neighbour } from '../support/neighbour.ts';
import type { Person } from '../support/person.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { createWorld, type World } from '../support/world.ts';

/** The one user of docs/operations.md, who may do nothing but what is needed. */
const MAY =
  '-@all +ping +info +hello +auth +client|setname +spublish +ssubscribe +sunsubscribe +evalsha +eval +set +incrby +pttl +expire';
const ACL = [
  ...['--user', 'spotter', 'on', '>secret', '~spotter:*', '&spotter:*', ...MAY.split(' ')],
  ...['--user', 'default', 'off'],
];

describe.runIf(hasRedis)('limits across processes', () => {
  let redis: TestRedis;
  let world: World;
  let other: Neighbour;

  beforeEach(async () => {
    redis = await TestRedis.start(ACL);
    const env = { RATE_LIMITS: 'on', REDIS_URL: `redis://spotter:secret@127.0.0.1:${redis.port}` };
    world = await createWorld({ env });
    other = await world.another(env);
  });
  afterEach(async () => {
    await world.close();
    await redis.remove();
  });

  const email = `${randomUUID()}@example.test`;
  const askForReset = async (http: HttpClient) =>
    (await http.post('/api/auth/password-reset', { email })).status;

  it('the door counts as if there were one', async () => {
    const [here, there] = [world.nobody(), other.http()];
    const answers = [];
    for (const http of [here, there, here, there, here]) answers.push(await askForReset(http));
    expect(answers).toEqual([202, 202, 202, 202, 202]);
    for (const http of [here, there]) expect(await askForReset(http)).toBe(429);
  });

  it('a Redis that goes away opens no fresh window at the door, and holds nobody up', async () => {
    for (let i = 0; i < 5; i += 1) await askForReset(world.nobody());
    await redis.kill();
    expect(await askForReset(world.nobody())).toBe(429);
    // The other process has counted nothing itself: it grants what one process grants.
    expect(await askForReset(other.http())).toBe(202);
  });

  it('what a person sends at one process counts at the other', async () => {
    // While time stands still, no bucket fills up again.
    world.clock.set(new Date());
    const coach: Person = await world.coach();
    const [here, there] = [await coach.socket(), await other.socket(coach)];
    for (let burst = 0; burst < 12; burst += 1) {
      await Promise.all(Array.from({ length: 25 }, () => here.emitRaw('message:send', {})));
    }
    const codeThere = async () => {
      const answer = await there.emitRaw('message:send', {});
      return JSON.stringify(answer).includes('rate_limited');
    };
    let tries = 0;
    const refused = async () => {
      tries += 1;
      return codeThere();
    };
    await expect.poll(refused, { timeout: 10_000, interval: 200 }).toBe(true);
    expect(tries).toBeLessThan(60);
  });
});
