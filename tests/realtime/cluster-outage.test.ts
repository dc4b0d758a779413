import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { HttpClient } from '../support/http.ts';
import type { Neighbour } from '../support/neighbour.ts';
import type { Client, Person } from '../support/person.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const health = z.object({ status: z.literal('ok'), redis: z.string() });

/** Redis is asked every 2 s and given up after 5: a slow machine may take longer to notice. */
const NOTICED = { timeout: 30_000, interval: 100 };

interface Outage {
  readonly what: string;
  begin(scene: Scene): void | Promise<void>;
  end(scene: Scene): void | Promise<void>;
}

/** What can happen to Redis, and how it comes back. */
const OUTAGES: readonly Outage[] = [
  {
    what: 'killed',
    begin: ({ redis }: Scene) => redis.kill(),
    end: ({ redis }: Scene) => redis.start(),
  },
  {
    what: 'frozen',
    begin: ({ redis }: Scene) => {
      redis.freeze();
    },
    end: ({ redis }: Scene) => {
      redis.thaw();
    },
  },
  {
    what: 'half-open',
    begin: ({ proxy }: Scene) => {
      proxy.silence('up');
      proxy.silence('down');
    },
    end: ({ proxy }: Scene) => {
      proxy.heal();
    },
  },
];

interface Scene {
  readonly redis: TestRedis;
  /** Between both processes and Redis. */
  readonly proxy: TcpProxy;
}

describe.runIf(hasRedis)('R10: nothing stops without Redis', () => {
  let redis: TestRedis;
  let proxy: TcpProxy;
  let world: World;
  let other: Neighbour;
  let coach: Person;
  let client: Client;

  /** A process on each side of a Redis that may not run yet. */
  async function open(given: TestRedis): Promise<void> {
    redis = given;
    proxy = await TcpProxy.to(redis.port);
    const env = { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
    world = await createWorld({ env });
    other = await world.another(env);
    coach = await world.coach();
    client = await world.client(coach);
  }

  afterEach(async () => {
    await world.close();
    await proxy.close();
    await redis.remove();
  });

  const stateAt = async (http: HttpClient) => (await http.get('/api/health')).parse(health).redis;
  const untilBoth = (state: string) =>
    expect
      .poll(async () => [await stateAt(world.nobody()), await stateAt(other.http())], NOTICED)
      .toEqual([state, state]);

  /** The coach's desk and the client's tablet are here, the client's phone is there. */
  const connect = () => Promise.all([coach.socket(), client.socket(), other.socket(client)]);

  /** Sent here, acknowledged, on the screen here. */
  async function sayHere(desk: TestSocket, tablet: TestSocket, text: string): Promise<number> {
    const { message } = await say(desk, client.conversationId, text);
    await tablet.next('conversation:changed', ({ messages }) => messages.some(({ id }) => id === message.id));
    return message.id;
  }

  /** Hints may come before the channels stand: what is said until then comes by sync. */
  async function untilLive(desk: TestSocket, phone: TestSocket): Promise<void> {
    const { message } = await say(desk, client.conversationId, 'live again');
    await phone.next('conversation:changed', ({ messages }) => messages.some(({ id }) => id === message.id));
  }

  it.each(OUTAGES)('and everything comes back after it was $what', { timeout: 90_000 }, async (outage) => {
    await open(await TestRedis.start());
    const [desk, tablet, phone] = await connect();
    await untilLive(desk, phone);
    await outage.begin({ redis, proxy });
    const unheard = [];
    for (let i = 0; i < 20; i += 1) unheard.push(await sayHere(desk, tablet, `while away ${i}`));
    await untilBoth('degraded');
    for (let i = 0; i < 20; i += 1) unheard.push(await sayHere(desk, tablet, `still away ${i}`));
    const { changes } = await catchUp(phone, { [client.conversationId]: 1 });
    expect(changes[0]?.messages.map(({ id }) => id)).toEqual(unheard);
    await outage.end({ redis, proxy });
    await untilBoth('ok');
    await expect.poll(() => phone.received.map(({ event }) => event), NOTICED).toContain('sync:needed');
    await untilLive(desk, phone);
  });

  it('nor does a start', { timeout: 60_000 }, async () => {
    await open(await TestRedis.reserve());
    expect([await stateAt(world.nobody()), await stateAt(other.http())]).toEqual(['degraded', 'degraded']);
    const [desk, tablet, phone] = await connect();
    await sayHere(desk, tablet, 'without Redis');
    await redis.start();
    await untilBoth('ok');
    await expect.poll(() => phone.received.map(({ event }) => event), NOTICED).toContain('sync:needed');
    await untilLive(desk, phone);
  });

  it(
    'and health says so where Redis takes our pings and none of our words',
    { timeout: 60_000 },
    async () => {
      const may = ['--user', 'default', 'on', 'nopass', '~*', '&*', '+@all', '-spublish'];
      await open(await TestRedis.start(may));
      await untilBoth('degraded');
      const [desk, tablet] = await connect();
      await sayHere(desk, tablet, 'heard here alone');
      await untilBoth('degraded');
    },
  );
});
