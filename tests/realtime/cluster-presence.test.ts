import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { conversationView } from '#contract/conversations';
import { users } from '#server/db/schema/index';
import type { Neighbour } from '../support/neighbour.ts';
import type { Client, Person } from '../support/person.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { createWorld, type World } from '../support/world.ts';

const PATIENCE = { timeout: 15_000, interval: 50 };

describe.runIf(hasRedis)('presence across processes', () => {
  let redis: TestRedis;
  /** Between the other process and Redis. */
  let proxy: TcpProxy;
  let world: World;
  let other: Neighbour;
  let coach: Person;
  let client: Client;

  beforeEach(async () => {
    // Processes are given up after 25 s of silence; the test says when those have passed.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    redis = await TestRedis.start();
    proxy = await TcpProxy.to(redis.port);
    world = await createWorld({ env: { REDIS_URL: redis.url } });
    other = await neighbour();
    coach = await world.coach();
    client = await world.client(coach);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await world.close();
    await proxy.close();
    await redis.remove();
  });

  const neighbour = () => world.another({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` });

  /** What the process of the world says of the client to their coach. */
  const clientSeenHere = async () => {
    const view = await coach.get(`/api/conversations/${client.conversationId}`);
    return view.parse(conversationView).presence[client.id];
  };
  const isOnlineHere = async () => (await clientSeenHere())?.online;

  const toldOfClient = (socket: TestSocket) =>
    socket.received.flatMap(({ event, payload }) => (event === 'presence:updated' ? [payload] : []));

  it('tells each once who comes and who goes, wherever they are', async () => {
    const desks = await Promise.all([coach.socket(), other.socket(coach)]);
    const phone = await other.socket(client);
    for (const desk of desks) {
      expect(await desk.next('presence:updated')).toMatchObject({ userId: client.id, online: true });
    }
    phone.close();
    for (const desk of desks) {
      const gone = await desk.next('presence:updated');
      expect(gone).toMatchObject({ userId: client.id, online: false });
      expect(gone.lastSeenAt).not.toBeNull();
    }
    expect(desks.flatMap(toldOfClient)).toEqual([]);
  });

  it('keeps somebody online while any process has them', async () => {
    const desk = await coach.socket();
    const phone = await client.socket();
    await desk.next('presence:updated');
    const tablet = await other.socket(client);
    phone.close();
    const stranger = await world.client(coach);
    const passing = await other.socket(stranger);
    await desk.next('presence:updated', ({ userId, online }) => userId === stranger.id && online);
    passing.close();
    // The stranger went after the phone did, so whatever the phone's going would have caused is told by then.
    await desk.next('presence:updated', ({ userId, online }) => userId === stranger.id && !online);
    expect(toldOfClient(desk)).toEqual([]);
    expect(await isOnlineHere()).toBe(true);
    tablet.close();
    expect(await desk.next('presence:updated')).toMatchObject({ userId: client.id, online: false });
  });

  it('lets a new process know who is here already', async () => {
    await client.socket();
    const third = await neighbour();
    const seenThere = async () => {
      const view = await third.http(coach).get(`/api/conversations/${client.conversationId}`);
      return view.parse(conversationView).presence[client.id]?.online;
    };
    await expect.poll(seenThere, PATIENCE).toBe(true);
  });

  it('lets the people of a process that ends orderly go, and remembers when', async () => {
    const desk = await coach.socket();
    await other.socket(client);
    await desk.next('presence:updated');
    await other.close();
    expect(await desk.next('presence:updated')).toMatchObject({ userId: client.id, online: false });
    expect(await lastSeen()).not.toBeNull();
  });

  it('gives up a process that fell silent, and whoever is left remembers its people', async () => {
    const desk = await coach.socket();
    await other.socket(client);
    await desk.next('presence:updated');
    proxy.silence('up');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await isOnlineHere()).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await desk.next('presence:updated')).toMatchObject({ userId: client.id, online: false });
    await expect.poll(lastSeen, PATIENCE).not.toBeNull();
    proxy.heal();
    const beat = async () => {
      await vi.advanceTimersByTimeAsync(1_000);
      return isOnlineHere();
    };
    await expect.poll(beat, PATIENCE).toBe(true);
  });

  async function lastSeen(): Promise<Date | null | undefined> {
    const [row] = await world.services.db
      .select({ at: users.lastSeenAt })
      .from(users)
      .where(eq(users.userId, client.id));
    return row?.at;
  }
});
