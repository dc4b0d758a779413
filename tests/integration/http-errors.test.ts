import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
});
afterAll(() => world.close());

const send = (init: RequestInit) =>
  client.request(`/api/conversations/${client.conversationId}/messages`, { method: 'POST', ...init });
const json = { 'content-type': 'application/json' };

/** A stream announces no length, so the body travels in chunks. */
function chunked(bytes: number): RequestInit {
  const body = new Blob(['"', 'x'.repeat(bytes), '"']).stream();
  return { body, duplex: 'half', headers: json };
}

describe('what a body may be', () => {
  it.each<[string, RequestInit, number, string]>([
    ['is not JSON', { body: '{"text": ', headers: json }, 400, 'malformed'],
    ['is empty', { body: '', headers: json }, 400, 'malformed'],
    ['is missing', {}, 400, 'malformed'],
    ['is not UTF-8', { body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]), headers: json }, 400, 'malformed'],
    [
      'is no JSON by its type',
      { body: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported_media',
    ],
    ['has no type', { body: new Uint8Array([0x7b, 0x7d]) }, 415, 'unsupported_media'],
    ['is larger than 64 KB', { body: JSON.stringify('x'.repeat(65_536)), headers: json }, 413, 'too_large'],
    ['grows larger than 64 KB on the way', chunked(200_000), 413, 'too_large'],
    [
      'is nested 30,000 deep',
      { body: '['.repeat(30_000) + ']'.repeat(30_000), headers: json },
      422,
      'invalid_input',
    ],
    ['has a key nobody knows', { body: '{"text":"hi","admin":true}', headers: json }, 422, 'invalid_input'],
    [
      'would change what objects inherit',
      { body: '{"__proto__":{"text":"hi"}}', headers: json },
      422,
      'invalid_input',
    ],
  ])('a body that %s is refused', async (_, init, status, code) => {
    const answer = await send(init);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('a refusal never repeats what was sent', async () => {
    const answer = await world
      .nobody()
      .post('/api/auth/login', { email: 'a@b.test', password: 7, secret: 'hunter2' });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('hunter2');
  });

  it('the server serves on after all of it', async () => {
    expect((await client.get('/api/health')).status).toBe(200);
  });
});

describe('who asks, and for what', () => {
  it('an address nobody knows is not found, for whoever asks', async () => {
    for (const asker of [world.nobody(), client]) {
      expect(await asker.get('/api/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });

  it('a method an address does not know is not found', async () => {
    expect(await client.delete('/api/health')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('without a session an address of one’s own is unauthenticated', async () => {
    expect(await world.nobody().get('/api/conversations')).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
  });

  it('a cookie nobody was given is no session', async () => {
    const stranger = world.nobody({ cookie: 'spotter_session=made-up' });
    expect((await stranger.get('/api/conversations')).status).toBe(401);
  });

  it('with a session it answers', async () => {
    expect(await client.get('/api/conversations')).toMatchObject({
      status: 200,
      body: { items: [{ id: client.conversationId }] },
    });
  });
});
