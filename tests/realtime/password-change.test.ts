import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { users } from '#server/db/schema/index';
import { createPasswordHasher } from '#server/platform/password-hasher';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { createWorld, type World } from '../support/world.ts';

const PASSWORD = 'a fine long sentence';

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

/** Another device of that person, with a session of its own. */
async function otherDevice(person: Person): Promise<{ cookie: string; socket: TestSocket }> {
  const answer = await world.nobody().post('/api/auth/login', { email: person.email, password: PASSWORD });
  const [cookie = ''] = answer.headers.get('set-cookie')?.split(';') ?? [];
  return { cookie, socket: await world.socketWith({ cookie, origin: world.url }) };
}

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
  expect(await other.socket.next('session:ended')).toEqual({ reason: 'password_changed' });
  await other.socket.closed();
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
  expect(await forgotten.next('session:ended')).toEqual({ reason: 'expired' });
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
