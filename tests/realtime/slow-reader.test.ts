import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client, Person } from '../support/person.ts';
import { RawDevice } from '../support/raw-device.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, granted, seqs, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

/** Three bytes each: 30 KB a message. */
const LONG = '語'.repeat(10_000);

let world: World;
let coach: Person;
let slow: Client;
let other: Client;
let desk: TestSocket;
beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  slow = await world.client(coach);
  other = await world.client(coach);
  desk = await coach.socket();
});
afterAll(() => world.close());

const say = async (to: Client, text: string) => {
  const { conversationId } = to;
  return granted(await desk.emit('message:send', { conversationId, clientMessageId: randomUUID(), text }))
    .message;
};

/** Whether the coach has been told that somebody came or went. */
const told = (online: boolean) =>
  desk.received.some(
    ({ event, payload }) =>
      event === 'presence:updated' &&
      JSON.stringify(payload).includes(`"userId":${slow.id},"online":${online}`),
  );

it('R9 a device that stops reading is disconnected, harms nobody meanwhile, and catches up by sync', async () => {
  const phone = await RawDevice.enter(world.url, slow.headers());
  const neighbour = await other.socket();
  await expect.poll(() => told(true), { timeout: 10_000 }).toBe(true);
  phone.stopReading();
  let sent = 0;
  // The system keeps some megabytes for a reader before anything waits in the process.
  while (!told(false) && sent < 2_000) {
    await Promise.all(upTo(10).map(() => say(slow, LONG)));
    sent += 10;
    const { id } = await say(other, 'hello');
    await neighbour.next('conversation:changed', ({ messages }) => messages.some((one) => one.id === id));
  }
  await expect.poll(() => told(false), { timeout: 10_000 }).toBe(true);
  phone.goOnReading();
  await expect.poll(() => phone.closed, { timeout: 10_000 }).toBe(true);
  expect(phone.received).toBeLessThan(sent * 30_000);
  const back = await slow.socket();
  const { changes } = await catchUp(back, { [slow.conversationId]: 0 });
  const held = seqs(changes.flatMap(({ messages }) => messages));
  expect(held.at(-1)).toBe(sent);
  expect(held).toEqual(upTo(sent).slice(-held.length));
}, 60_000);

it('R9 however much it has missed, an answer to its own question is less than what may wait', async () => {
  await Promise.all(upTo(100).map(() => say(slow, LONG)));
  const { changes } = await catchUp(await slow.socket(), { [slow.conversationId]: 0 });
  const phone = await RawDevice.enter(world.url, slow.headers());
  // 3 MB: what stands in 100 steps.
  const held = JSON.stringify({ [slow.conversationId]: (changes[0]?.rev ?? 0) - 100 });
  phone.say(`421["sync",{"conversations":${held}}]`);
  await phone.reads('"more":true}]');
  expect(phone.received).toBeLessThan(1_000_000);
  phone.hangUp();
}, 60_000);
