import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';

const logged: string[] = [];
const logger = pino(
  { level: 'debug' },
  new Writable({
    write(chunk, _, done) {
      logged.push(String(chunk));
      done();
    },
  }),
);

let world: World;
let client: Client;
beforeAll(async () => {
  world = await createWorld({ logger });
  client = await world.client(await world.coach());
});
afterAll(() => world.close());

describe('health', () => {
  it('tells that the process and its database work', async () => {
    const answer = await world.nobody().get('/api/health');
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok', database: 'ok', redis: 'off' } });
    expect(answer.body).toHaveProperty('version');
  });

  it('answers HEAD without a body', async () => {
    expect(await world.nobody().request('/api/health', { method: 'HEAD' })).toMatchObject({
      status: 200,
      text: '',
    });
  });
});

describe('headers of every answer', () => {
  it.each(['/api/health', '/api/nothing', '/', '/_app/immutable/gone.js'])('%s', async (path) => {
    const { headers } = await world.nobody().get(path);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  it('answers of the API are never kept by a cache', async () => {
    for (const path of ['/api/health', '/api/conversations', '/api/nothing']) {
      expect((await client.get(path)).headers.get('cache-control')).toBe('no-store');
    }
  });

  it('https is remembered when people come by https', async () => {
    const secure = await createWorld({ env: { ORIGIN: 'https://coach.example' } });
    const { headers } = await secure.nobody().get('/api/health');
    await secure.close();
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});

describe('where a request comes from', () => {
  const send = (headers: Record<string, string>) =>
    fetch(`${world.url}/api/auth/logout`, { method: 'POST', headers });

  it('an unsafe method from a foreign page is forbidden, and the log says which line would allow it', async () => {
    const answer = await send({ cookie: client.facts.cookie, origin: 'http://192.168.1.20:3000' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'forbidden' });
    expect(logged.join('')).toContain('ORIGIN=http://192.168.1.20:3000');
  });

  it('it is said once per origin', async () => {
    await send({ origin: 'http://again.test' });
    await send({ origin: 'http://again.test' });
    expect(logged.filter((line) => line.includes('ORIGIN=http://again.test'))).toHaveLength(1);
  });

  it('without an Origin it is forbidden too', async () => {
    expect((await send({ cookie: client.facts.cookie })).status).toBe(403);
  });

  it('reading needs no Origin', async () => {
    expect(
      (await fetch(`${world.url}/api/conversations`, { headers: { cookie: client.facts.cookie } })).status,
    ).toBe(200);
  });

  it('a socket from a foreign page does not connect', async () => {
    const headers = { cookie: client.facts.cookie, origin: 'http://evil.test' };
    await expect(world.socketWith(headers)).rejects.toThrow();
  });

  it('a socket of ours does', async () => {
    const socket = await client.socket();
    expect(socket.raw.connected).toBe(true);
    expect(await socket.emit('sync', { conversations: {} })).toMatchObject({ ok: true });
  });
});

describe('the log', () => {
  it('holds no query and no link that opens doors', async () => {
    await world.nobody().get('/api/health?secret=hunter2');
    await world.nobody().get(`/api/invitations/${'t0ken'.repeat(9)}`);
    expect(logged.join('')).not.toMatch(/hunter2|t0kent0ken/);
  });
});
