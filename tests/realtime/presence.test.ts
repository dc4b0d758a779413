import { expect, it } from 'vitest';
import { conversationView } from '#contract/conversations';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import { granted } from '../support/thread.ts';
import type { World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
pairForEachTest((pair) => ({ world, coach, client } = pair));

it('tells the other side who comes and who goes, and when they were last seen', async () => {
  const desk = await coach.socket();
  const phone = await client.socket();
  expect(await desk.next('presence:updated')).toEqual({ userId: client.id, online: true, lastSeenAt: null });
  phone.close();
  const gone = await desk.next('presence:updated');
  expect(gone).toMatchObject({ userId: client.id, online: false });
  expect(Date.parse(gone.lastSeenAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  const view = await coach.get(`/api/conversations/${client.conversationId}`);
  expect(view.body).toMatchObject({
    presence: { [client.id]: { online: false, lastSeenAt: gone.lastSeenAt }, [coach.id]: { online: true } },
  });
});

it('stays online while one device is left, and through a reload', async () => {
  const desk = await coach.socket();
  const [phone, tablet] = await Promise.all([client.socket(), client.socket()]);
  await desk.next('presence:updated');
  phone.close();
  tablet.close();
  await client.socket();
  const stranger = await world.client(coach);
  await stranger.socket();
  // The stranger's arrival is the next thing the coach hears: the client's reload was none.
  expect(await desk.next('presence:updated')).toMatchObject({ userId: stranger.id });
});

it('learns by sync who went while oneself was away', async () => {
  const phone = await client.socket();
  const held = { conversations: { [client.conversationId]: 0 } };
  const desk = await coach.socket();
  const before = granted(await desk.emit('sync', held)).states[client.conversationId];
  expect(before?.presence[client.id]).toMatchObject({ online: true });
  desk.close();
  phone.close();
  const isOnline = async () => {
    const view = await coach.get(`/api/conversations/${client.conversationId}`);
    return view.parse(conversationView).presence[client.id]?.online;
  };
  await expect.poll(isOnline, { timeout: 5_000 }).toBe(false);
  const again = await coach.socket();
  const after = granted(await again.emit('sync', held)).states[client.conversationId];
  expect(after?.presence[client.id]).toMatchObject({ online: false });
});

it("is nobody else's business", async () => {
  const other = await world.coach();
  const otherDesk = await other.socket();
  const desk = await coach.socket();
  await client.socket();
  await desk.next('presence:updated');
  expect(otherDesk.received).toEqual([]);
});

it('shows the other side who is typing, and not oneself', async () => {
  const [desk, phone, tablet] = await Promise.all([coach.socket(), client.socket(), client.socket()]);
  await phone.emitRaw('typing:set', { conversationId: client.conversationId, active: true });
  const typing = { conversationId: client.conversationId, userId: client.id };
  expect(await desk.next('typing:updated')).toEqual({ ...typing, active: true });
  await phone.emitRaw('typing:set', { conversationId: client.conversationId, active: false });
  expect(await desk.next('typing:updated')).toEqual({ ...typing, active: false });
  expect(tablet.received.filter((frame) => frame.event === 'typing:updated')).toEqual([]);
});
