import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { sessions, users } from '#server/db/schema/index';
import { createPasswordHasher } from '#server/platform/password-hasher';
import type { Client, Person } from '../support/person.ts';
import { ReturningDevice } from '../support/returning-device.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { createWorld, type World } from '../support/world.ts';

const PASSWORD = 'a fine long sentence';
const PATIENCE = { timeout: 20_000, interval: 50 };

let world: World;
let coach: Person;
let client: Client;

beforeEach(async () => {
  // The server looks after sessions every 30 s; the test says when those have passed.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
  await givePassword(client);
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

async function givePassword(person: Person): Promise<void> {
  const hasher = createPasswordHasher({ cost: 4 });
  const passwordHash = await hasher.hash(PASSWORD);
  await hasher.close();
  await world.services.db.update(users).set({ passwordHash }).where(eq(users.userId, person.id));
}

/** A session of its own. */
async function logIn(person: Person): Promise<{ cookie: string; origin: string }> {
  const answer = await world.nobody().post('/api/auth/login', { email: person.email, password: PASSWORD });
  const [cookie = ''] = answer.headers.get('set-cookie')?.split(';') ?? [];
  return { cookie, origin: world.url };
}

/** Another device of that person. */
const otherDevice = async (person: Person) => world.socketWith(await logIn(person));

const changePassword = () =>
  client.post('/api/auth/password', { currentPassword: PASSWORD, newPassword: 'another fine sentence' });

const send = (socket: TestSocket) =>
  socket.emit('message:send', {
    conversationId: client.conversationId,
    clientMessageId: randomUUID(),
    text: 'still here',
  });

it('keeps the device on which the password was changed, and ends every other', async () => {
  const [desk, acting] = await Promise.all([coach.socket(), client.socket()]);
  const other = await otherDevice(client);
  expect((await changePassword()).status).toBe(204);
  expect(await other.next('session:ended')).toEqual({ reason: 'password_changed' });
  await other.closed();
  expect(await send(acting)).toMatchObject({ ok: true });
  await desk.next('conversation:changed');
  expect(acting.received.filter((frame) => frame.event === 'session:ended')).toEqual([]);
});

it('keeps it beyond the next look at the sessions of connected devices', async () => {
  const acting = await client.socket();
  expect((await changePassword()).status).toBe(204);
  const forgotten = await coach.socket();
  await world.services.db.update(users).set({ sessionEpoch: 7 }).where(eq(users.userId, coach.id));
  await vi.advanceTimersByTimeAsync(30_000);
  await forgotten.closed();
  expect(await send(acting)).toMatchObject({ ok: true });
});

it('ends the kept device with its new session', async () => {
  const acting = await client.socket();
  const changed = await changePassword();
  const cookie = changed.headers.get('set-cookie')?.split(';')[0] ?? '';
  await world.nobody({ cookie }).post('/api/auth/logout');
  expect(await acting.next('session:ended')).toEqual({ reason: 'logged_out' });
  await acting.closed();
});

it('lets a device go on that has the new cookie, although its process never heard of the change', async () => {
  const headers = client.headers();
  const [renamed, over] = [
    new ReturningDevice(world.url, headers),
    new ReturningDevice(world.url, client.headers()),
  ];
  const devices = [renamed, over];
  onTestFinished(() => {
    for (const device of devices) device.stop();
  });
  for (const device of devices) device.start();
  await expect.poll(() => devices.every(({ syncedAt }) => syncedAt > 0), PATIENCE).toBe(true);
  // What another process does whose words do not arrive; a browser sends the new cookie from every tab.
  await world.services.db.delete(sessions).where(eq(sessions.userId, client.id));
  Object.assign(headers, { cookie: (await logIn(client)).cookie });
  await vi.advanceTimersByTimeAsync(30_000);
  await expect.poll(() => renamed.connections, PATIENCE).toBe(2);
  await expect.poll(() => over.states.at(-1), PATIENCE).toBe('ended');
  expect(renamed.states).not.toContain('ended');
  expect(over.connections).toBe(1);
});
