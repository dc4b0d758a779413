import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client, Person } from '../support/person.ts';
import { RawDevice } from '../support/raw-device.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { refusal, say, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
let wild: Client;
let neighbour: Client;
let desk: TestSocket;
let phone: TestSocket;
/** Connected before everything else, and has not said anything since. */
let silent: RawDevice;
beforeAll(async () => {
  world = await createWorld({ env: { RATE_LIMITS: 'on' } });
  coach = await world.coach();
  wild = await world.client(coach);
  neighbour = await world.client(coach);
  silent = await RawDevice.upgrade(world.url, wild.headers());
  [desk, phone] = await Promise.all([coach.socket(), neighbour.socket()]);
});
afterAll(() => world.close());

/** A message of somebody else arrives all the same, and the process is well. */
async function proveOthersAreServed(): Promise<void> {
  const { message } = await say(desk, neighbour.conversationId, 'and still');
  await phone.next('conversation:changed', ({ messages }) => messages.some(({ id }) => id === message.id));
  expect((await world.nobody().get('/api/health')).status).toBe(200);
}

const enter = () => RawDevice.enter(world.url, wild.headers());
const many = (frame: string) => upTo(5_000).map(() => frame);

it.each([
  ['pongs nobody asked for', many('3')],
  [
    'acknowledgements nobody asked for',
    many('43[{"ok":true}]').map((frame, n) => frame.replace('[', `${n}[`)),
  ],
  ['events nobody knows', many('42["message:shout",{}]')],
  ['events without an acknowledgement', many('42["typing:set",{"conversationId":1,"active":true}]')],
])('a flood of %s ends its socket', async (_, frames) => {
  const device = await enter();
  device.say(...frames);
  await proveOthersAreServed();
  await expect.poll(() => device.closed, { timeout: 15_000 }).toBe(true);
  world.clock.advance(11_000);
});

it('a flood spread over many sockets of a person ends as well, and keeps only that person out for a while', async () => {
  const spread = await world.client(coach);
  const devices = await Promise.all(upTo(10).map(() => RawDevice.enter(world.url, spread.headers())));
  for (const device of devices) device.say(...upTo(2_000).map(() => '3'));
  await proveOthersAreServed();
  await expect.poll(() => devices.some(({ closed }) => closed), { timeout: 15_000 }).toBe(true);
  await expect(spread.socket()).rejects.toMatchObject({ message: 'rate_limited' });
  for (const device of devices) device.hangUp();
  world.clock.advance(11_000);
  (await spread.socket()).close();
});

it('what breaks the protocol ends its own socket, and no other', async () => {
  const devices = await Promise.all(upTo(5).map(enter));
  const newcomer = await RawDevice.upgrade(world.url, wild.headers());
  const [noPacket, noBytes, noEvent, elsewhere, again] = devices;
  noPacket?.say('4{{{{');
  noBytes?.say('451-["sync",{"_placeholder":true,"num":0}]', '42["sync",{}]');
  noEvent?.bytes(Buffer.alloc(100), Buffer.alloc(60_000));
  elsewhere?.say(...many('40/admin,'));
  again?.say('40');
  newcomer.say('40', '40', '40');
  await proveOthersAreServed();
  for (const device of [...devices, newcomer]) {
    await expect.poll(() => device.closed, { timeout: 15_000 }).toBe(true);
  }
  // One of them flooded.
  world.clock.advance(11_000);
});

it('large events nobody knows are read, refused, and keep nobody else waiting', async () => {
  const device = await enter();
  device.say(...upTo(200).map((n) => `42${n}["${'x'.repeat(60_000)}"]`));
  await proveOthersAreServed();
  await device.reads('43200[{"ok":false');
  device.hangUp();
});

it('somebody with fifty sockets gets no more, and keeps those', async () => {
  const flooder = await world.client(coach);
  const devices = await Promise.all(upTo(50).map(() => RawDevice.enter(world.url, flooder.headers())));
  await expect(flooder.socket()).rejects.toMatchObject({
    message: 'rate_limited',
    data: { code: 'rate_limited', retryAfter: 45 },
  });
  await proveOthersAreServed();
  expect(devices.filter(({ closed }) => closed)).toEqual([]);
  devices[0]?.hangUp();
  await expect
    .poll(
      () =>
        flooder.socket().then(
          () => 'in',
          () => 'out',
        ),
      { timeout: 10_000 },
    )
    .toBe('in');
  for (const device of devices) device.hangUp();
});

it('whoever connects and never says hello is hung up on', async () => {
  await expect.poll(() => silent.closed, { timeout: 19_000 }).toBe(true);
});

it('what waits for an answer on one socket is bounded, and nobody else waits for it', async () => {
  const open = await createWorld();
  const asker = await open.client(await open.coach());
  const socket = await asker.socket();
  const calm = await asker.coach.socket();
  const pool = open.database.database.pool;
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('select from conversations where conversation_id = $1 for update', [
    asker.conversationId,
  ]);
  const asked = upTo(600).map((n) =>
    socket.emit('message:send', {
      conversationId: asker.conversationId,
      clientMessageId: randomUUID(),
      text: `${n}`,
    }),
  );
  const refused = await Promise.all(asked.slice(500).map(async (answer) => refusal(await answer)));
  // On a slow machine the first hundreds are told that the thread is held before the last ones are read.
  expect(refused).toContain('rate_limited');
  expect(await calm.emit('sync', { conversations: {} })).toMatchObject({ ok: true });
  await holder.query('commit');
  holder.release();
  await Promise.all(asked);
  expect(await say(socket, asker.conversationId, 'room again')).toMatchObject({ duplicate: false });
  await open.close();
});
