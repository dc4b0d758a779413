import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../scripts/support/processes.mjs';
import type { Client } from '../support/person.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { ReturningDevice } from '../support/returning-device.ts';
import { ServerProcess } from '../support/server-process.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { TestSocket } from '../support/test-socket.ts';
import { upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

let world: World;
afterEach(() => world.close());

describe.runIf(hasRedis)('a process that is told to end', () => {
  it('hands its people over to another one: nobody is refused, and every message arrives once', async () => {
    const redis = await TestRedis.start();
    onTestFinished(() => redis.remove());
    const proxy = await TcpProxy.listen({ target: () => Number(new URL(serving).port) });
    onTestFinished(() => proxy.close());
    const url = `http://127.0.0.1:${proxy.port}`;
    const env = { REDIS_URL: redis.url, ORIGIN: url };
    world = await createWorld({ env });
    const next = await world.another(env);
    // What a load balancer sends people to; it moves on as soon as the first takes nobody any more.
    let serving = world.url;
    const coach = await world.coach();
    const clients = await Promise.all(upTo(20).map(() => world.client(coach)));
    const deviceOf = ({ facts }: { facts: Client['facts'] }) =>
      new ReturningDevice(url, { cookie: facts.cookie, origin: url });
    const [desk, devices] = [deviceOf(coach), clients.map(deviceOf)];
    const everybody = [desk, ...devices];
    onTestFinished(() => {
      for (const device of everybody) device.stop();
    });
    for (const device of everybody) device.start();
    await expect.poll(() => everybody.every(({ syncedAt }) => syncedAt > 0), PATIENCE).toBe(true);

    const talk = async ({ conversationId }: Client) => {
      const seqs: number[] = [];
      for (const n of upTo(10)) seqs.push(await desk.say(conversationId, `${n}`));
      return seqs;
    };
    const talking = Promise.all(clients.map(talk));
    await expect.poll(() => devices.some((device, n) => heldBy(device, clients[n]) > 0), PATIENCE).toBe(true);
    const drained = world.drain();
    serving = next.url;
    for (const seqs of await talking) expect(seqs).toEqual(upTo(10));
    await drained;

    const caughtUp = () => devices.every((device, n) => heldBy(device, clients[n]) === 10);
    await expect.poll(caughtUp, PATIENCE).toBe(true);
    for (const { states, connections } of everybody) {
      expect(connections).toBeGreaterThanOrEqual(2);
      expect(states.filter((state) => state === 'refused' || state === 'ended')).toEqual([]);
    }
  }, 90_000);
});

function heldBy(device: ReturningDevice, client: Client | undefined): number {
  return device.held.get(client?.conversationId ?? 0) ?? 0;
}

it('ends with 0 although the database no longer answers, and lets its people go first', async () => {
  world = await createWorld();
  const client = await world.client(await world.coach());
  await world.drain();
  const database = new URL(world.database.url);
  const proxy = await TcpProxy.to(Number(database.port));
  onTestFinished(() => proxy.close());
  database.port = String(proxy.port);
  const server = ServerProcess.start({
    DATABASE_URL: database.href,
    DATA_DIR: await temporaryFolder(),
    PORT: String(await freePort()),
  });
  const url = await server.url();
  const phone = await TestSocket.connect(url, { cookie: client.facts.cookie, origin: url });
  const left = new Promise((resolve) => phone.raw.once('disconnect', resolve));
  proxy.silence('down');
  phone.raw.emit(
    'message:send',
    { conversationId: client.conversationId, clientMessageId: crypto.randomUUID(), text: 'Into the void' },
    () => undefined,
  );
  server.signal('SIGTERM');
  // The reason after which a browser comes back by itself.
  expect(await left).toBe('transport close');
  expect(server.output).not.toContain('"stopped"');
  expect(await server.ended()).toBe(0);
}, 60_000);
