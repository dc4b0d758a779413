import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
beforeAll(async () => {
  world = await createWorld({ env: { RATE_LIMITS: 'on', TRUST_PROXY: '1' } });
  coach = await world.coach();
  client = await world.client(coach);
  // While time stands still, no bucket fills up again.
  world.clock.set(new Date());
});
afterAll(() => world.close());

/** Asks in bursts, as a program gone wild would, until one answer fits. */
async function flood<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T | undefined> {
  for (let burst = 0; burst < 8; burst += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, ask));
    const found = answers.find(fits);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isRefused = (answer: { status: number }) => answer.status === 429;

describe('too much at once', () => {
  it('a person who asks without end is told to wait, and nobody else is', async () => {
    const refused = await flood(() => client.get('/api/auth/sessions'), isRefused);
    expect(refused?.body).toMatchObject({ code: 'rate_limited' });
    expect(refused?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect((await coach.get('/api/conversations')).status).toBe(200);
  });

  it('sends over a socket and over HTTP come out of the same bucket', async () => {
    const { conversationId } = client;
    const message = () => ({ clientMessageId: randomUUID(), text: 'hello' });
    const socket = await coach.socket();
    const refused = await flood(
      () => socket.emit('message:send', { conversationId, ...message() }),
      (ack) => !ack.ok,
    );
    expect(refused).toMatchObject({ ok: false, error: { code: 'rate_limited' } });
    const overHttp = await Promise.all(
      Array.from({ length: 100 }, () =>
        coach.post(`/api/conversations/${conversationId}/messages`, message()),
      ),
    );
    expect(overHttp.some(isRefused)).toBe(true);
  });

  it('who is not logged in is counted by address, as the proxy tells it', async () => {
    const wild = world.nobody({ 'x-forwarded-for': '6.6.6.6, 203.0.113.1' });
    expect(await flood(() => wild.get('/api/health'), isRefused)).toBeDefined();
    const other = world.nobody({ 'x-forwarded-for': '6.6.6.6, 203.0.113.2' });
    expect((await other.get('/api/health')).status).toBe(200);
  });

  it('who guesses at sessions is counted by address, over HTTP and at the handshake alike', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address, cookie: 'spotter_session=guessed' });
    const guesser = world.nobody(from('203.0.113.3'));
    expect(await flood(() => guesser.get('/api/auth/me'), isRefused)).toBeDefined();
    const knock = (address: string) => world.socketWith({ origin: world.url, ...from(address) });
    await expect(knock('203.0.113.3')).rejects.toMatchObject({
      message: 'rate_limited',
      data: { code: 'rate_limited', retryAfter: 1 },
    });
    await expect(knock('203.0.113.4')).rejects.toMatchObject({ message: 'unauthenticated' });
    expect(
      (await coach.request('/api/auth/me', { headers: { 'x-forwarded-for': '203.0.113.3' } })).status,
    ).toBe(200);
  });

  it('all addresses of one IPv6 subscriber count as one', async () => {
    const from = (address: string) => world.nobody({ 'x-forwarded-for': address });
    let n = 0;
    const ask = () => from(`2001:db8:1:2::${(n += 1).toString(16)}`).get('/api/health');
    expect(await flood(ask, isRefused)).toBeDefined();
    expect((await from('2001:db8:1:3::1').get('/api/health')).status).toBe(200);
  });
});

describe('a session in use', () => {
  it('lives on, and its cookie is sent anew', async () => {
    world.clock.advance(20 * 86_400_000);
    const answer = await coach.get('/api/auth/me');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^spotter_session=.+HttpOnly.+SameSite=Lax/);
  });

  it('that was left alone for long has ended', async () => {
    world.clock.advance(40 * 86_400_000);
    expect(await client.get('/api/auth/me')).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
  });
});
