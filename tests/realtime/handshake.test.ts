import { expect, it } from 'vitest';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import type { World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
pairForEachTest((pair) => ({ world, coach, client } = pair));

it('refuses a handshake without a session, and says why', async () => {
  const refused = world.socketWith({ origin: world.url });
  await expect(refused).rejects.toMatchObject({ message: 'unauthenticated', data: { status: 401 } });
});

it('refuses a handshake with a cookie nobody handed out', async () => {
  const refused = world.socketWith({ origin: world.url, cookie: 'spotter_session=guessed' });
  await expect(refused).rejects.toMatchObject({ message: 'unauthenticated' });
});

it('refuses a page of another origin, and one of none, even with the right cookie', async () => {
  const { cookie } = coach.facts;
  await expect(world.socketWith({ cookie, origin: 'https://evil.example' })).rejects.toThrow();
  await expect(world.socketWith({ cookie })).rejects.toThrow();
});

it('R8 silences a device within a second of its session ending, and only that one', async () => {
  const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
  await client.post('/api/auth/logout');
  expect(await phone.next('session:ended')).toEqual({ reason: 'logged_out' });
  await phone.closed();
  expect(desk.raw.connected).toBe(true);
});

it('leaves the prolonging of a session to a request, which can send the cookie anew', async () => {
  world.clock.advance(20 * 86_400_000);
  await client.socket();
  const answer = await client.get('/api/auth/me');
  expect(answer.headers.get('set-cookie')).toContain('Max-Age=2592000');
});
