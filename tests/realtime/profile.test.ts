import { expect, it } from 'vitest';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import type { World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
pairForEachTest((pair) => ({ world, coach, client } = pair));

it('tells everybody who shows a thread what the other person is called now, and nobody else', async () => {
  const stranger = await world.client(await world.coach());
  const [desk, phone, tablet, elsewhere] = await Promise.all([
    coach.socket(),
    client.socket(),
    client.socket(),
    stranger.socket(),
  ]);
  await coach.post(`/api/conversations/${client.conversationId}/messages`, {
    clientMessageId: '11111111-1111-4111-8111-111111111111',
    text: 'unread',
  });
  await client.patch('/api/auth/me', { displayName: 'Zoë', timeZone: 'Asia/Tokyo' });
  const renamed = {
    id: client.conversationId,
    client: { id: client.id, displayName: 'Zoë', timeZone: 'Asia/Tokyo' },
  };
  expect((await desk.next('conversation:added')).conversation).toMatchObject({ ...renamed, unreadCount: 0 });
  for (const own of [phone, tablet]) {
    expect((await own.next('conversation:added')).conversation).toMatchObject({ ...renamed, unreadCount: 1 });
  }
  expect(elsewhere.received).toEqual([]);
});

it('tells a coach’s clients at once, each their own thread', async () => {
  const other = await world.client(coach);
  const [desk, phone, otherPhone] = await Promise.all([coach.socket(), client.socket(), other.socket()]);
  await coach.patch('/api/auth/me', { displayName: 'Coach Kim' });
  const coachName = { coach: { displayName: 'Coach Kim' } };
  for (const [socket, id] of [
    [phone, client.conversationId],
    [otherPhone, other.conversationId],
  ] as const) {
    expect((await socket.next('conversation:added')).conversation).toMatchObject({ id, ...coachName });
    expect(socket.received.filter((frame) => frame.event === 'conversation:added')).toEqual([]);
  }
  for (const id of [client.conversationId, other.conversationId]) {
    const told = await desk.next('conversation:added', ({ conversation }) => conversation.id === id);
    expect(told.conversation).toMatchObject(coachName);
  }
});
