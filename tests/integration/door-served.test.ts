import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { sessionList } from '#contract/auth';
import { acceptedInvitation, createdInvite } from '#contract/invites';
import { ADMIN, PASSWORD, tokenIn } from '../support/door-people.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

const cookieOf = (answer: { headers: Headers }) =>
  (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** Everything in the outbox, soft line breaks undone. */
async function mailed(): Promise<string> {
  const outbox = join(world.dataDir, 'outbox');
  const files = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const texts = await Promise.all(files.map((name) => readFile(join(outbox, name), 'utf8')));
  return texts.join('\n').replaceAll('=\n', '');
}

test('from an empty instance to a client in their thread, over the wire, and no secret reaches the log', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  world = await createWorld({ logger: pino({ level: 'debug' }, sink) });
  const setUp = await world.nobody().post('/api/setup', ADMIN);
  expect(setUp.status).toBe(201);
  const admin = world.nobody({ cookie: cookieOf(setUp) });
  const invited = await admin.post('/api/invites', { email: 'client@spotter.test' });
  const { url, mailed: sent } = invited.parse(createdInvite).invite;
  const token = tokenIn(url);
  expect(url).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):\d+\/invite\//);
  // Without a mail server the mail is a file here: nobody is told that it is on its way.
  expect(sent).toBe(false);
  expect(tokenIn(await mailed())).toBe(token);
  const form = { password: PASSWORD, displayName: 'Cleo' };
  const accepted = await world.nobody().post(`/api/invitations/${token}/accept`, form);
  const { conversationId } = accepted.parse(acceptedInvitation);
  const client = world.nobody({ cookie: cookieOf(accepted) });
  expect((await client.get(`/api/conversations/${conversationId}`)).status).toBe(200);
  const log = lines.join('');
  expect(log).toContain('request');
  for (const secret of [PASSWORD, token, cookieOf(setUp).split('=')[1] ?? ''])
    expect(log).not.toContain(secret);
});

test('the mail to reset a password is written by a job, and its link works', async () => {
  world = await createWorld();
  const coach = await world.coach({ email: 'coach@spotter.test' });
  const answer = await world.nobody().post('/api/auth/password-reset', { email: coach.email });
  expect({ status: answer.status, text: answer.text }).toEqual({ status: 202, text: '' });
  const token = await vi.waitFor(async () => tokenIn(await mailed()), { timeout: 15_000, interval: 50 });
  const confirm = () =>
    world.nobody().post('/api/auth/password-reset/confirm', { token, password: 'a brand new sentence' });
  expect((await confirm()).status).toBe(204);
  expect((await confirm()).status).toBe(410);
  expect((await coach.get('/api/auth/me')).status).toBe(401);
  const login = { email: coach.email, password: 'a brand new sentence' };
  expect((await world.nobody().post('/api/auth/login', login)).status).toBe(200);
});

test('twenty accept one invitation at once with the limits on: one winner, nineteen are told it is gone', async () => {
  world = await createWorld({ env: { RATE_LIMITS: 'on' } });
  const coach = await world.coach();
  const invited = await coach.post('/api/invites', { email: 'client@spotter.test' });
  const token = tokenIn(invited.parse(createdInvite).invite.url);
  const form = { password: PASSWORD, displayName: 'Cleo' };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => world.nobody().post(`/api/invitations/${token}/accept`, form)),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(19).fill(410)]);
});

test('too many wrong passwords are answered with Retry-After', async () => {
  world = await createWorld({ env: { RATE_LIMITS: 'on' } });
  const guess = () =>
    world.nobody().post('/api/auth/login', { email: 'nobody@spotter.test', password: 'wrong' });
  const answers = await Promise.all(Array.from({ length: 11 }, guess));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused).toHaveLength(1);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('ending a device closes its socket', async () => {
  world = await createWorld();
  const coach = await world.coach();
  const socket = await coach.socket();
  const closed = socket.next('session:ended');
  const { items } = (await coach.get('/api/auth/sessions')).parse(sessionList);
  expect((await coach.delete(`/api/auth/sessions/${items[0]?.publicId}`)).status).toBe(204);
  expect(await closed).toEqual({ reason: 'ended' });
});
