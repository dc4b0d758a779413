import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { userAnswer } from '#contract/auth';
import { acceptedInvitation } from '#contract/invites';
import { createLogger } from '#server/platform/logger';
import type { Answer } from '../support/http.ts';
import type { Client, Person } from '../support/person.ts';
import { ADMIN, PASSWORD, tokenIn } from '../support/door-people.ts';
import { granted } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';
import { cardsOf, messagesOf, submitted } from './check-ins.fixtures.ts';
import { makeTemplate, someExercises } from './training.fixtures.ts';

/** What a page, a database or a shell might take for something else than text. */
const TEXTS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  "'; drop table messages; --",
  '{{7*7}} ${7*7} #{7*7}',
  'javascript:alert(1)',
  '%00 %s %d \\u0000 \\',
  '=HYPERLINK("http://evil.test")',
  '\u202egnp.exe\u202c',
  'zero\u200bwidth\ufeffinside',
  '👩🏽‍🚀 é e\u0301 ﷽',
  '__proto__',
  'null',
];

const logged: string[] = [];
const logger = createLogger('trace', { write: (line) => void logged.push(line) });

let world: World;
let coach: Person;
let client: Client;
beforeAll(async () => {
  world = await createWorld({ logger });
  coach = await world.coach();
  client = await world.client(coach);
});
afterAll(() => world.close());

describe('text is text', () => {
  it('in messages, over both ways in, to whoever reads them', async () => {
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    const { conversationId } = client;
    for (const text of TEXTS) {
      const sent = granted(
        await desk.emit('message:send', { conversationId, clientMessageId: randomUUID(), text }),
      );
      expect(sent.message.text).toBe(text);
      const isIt = (change: { messages: { id: number }[] }) => change.messages[0]?.id === sent.message.id;
      expect((await phone.next('conversation:changed', isIt)).messages[0]?.text).toBe(text);
      const body = { clientMessageId: randomUUID(), text };
      expect((await client.post(`/api/conversations/${conversationId}/messages`, body)).status).toBe(201);
    }
    const stored = (await messagesOf(client)).filter((message) => message.kind === 'text');
    expect(stored.map((message) => message.text)).toEqual(TEXTS.flatMap((text) => [text, text]));
  });

  it('in names, notes and plans', async () => {
    const [exercise] = await someExercises(coach);
    for (const text of TEXTS) {
      const named = await coach.patch('/api/auth/me', { displayName: text });
      expect(named.parse(userAnswer).user.displayName).toBe(text);
      const template = await makeTemplate(coach, [{ exerciseId: exercise.id }], text);
      expect(template.name).toBe(text);
      const other = await world.client(coach);
      await submitted(other, { notes: text });
      expect(await cardsOf(other)).toMatchObject([{ card: { notes: text } }]);
    }
  });
});

describe('over the wire, from the door to the thread', () => {
  it('sessions are safe from scripts, and no secret and no word of anybody reaches the log', async () => {
    const fresh = await createWorld({ logger });
    const cookies: string[] = [];
    const keep = (answer: { headers: Headers }) => {
      const header = answer.headers.get('set-cookie') ?? '';
      expect(header).toMatch(/^spotter_session=[\w-]{30,};.*Path=\/;? ?/);
      for (const flag of [/; HttpOnly/, /; SameSite=Lax/, /; (Max-Age|Expires)=/])
        expect(header).toMatch(flag);
      expect(header).not.toMatch(/Domain=/i);
      cookies.push(header.split(';')[0] ?? '');
      return fresh.nobody({ cookie: cookies.at(-1) ?? '' });
    };
    try {
      const admin = keep(await fresh.nobody().post('/api/setup', ADMIN));
      const invited = await admin.post('/api/invites', { email: 'client@wire.test' });
      const token = tokenIn(invited.text);
      const form = { password: PASSWORD, displayName: 'Wire' };
      const accepted = await fresh.nobody().post(`/api/invitations/${token}/accept`, form);
      const newcomer = keep(accepted);
      const { conversationId } = accepted.parse(acceptedInvitation);
      const credentials = { email: 'client@wire.test', password: PASSWORD };
      keep(await fresh.nobody().post('/api/auth/login', credentials));
      await fresh.nobody().post('/api/auth/login', { ...credentials, password: 'wrong-guess-4711' });
      const path = `/api/conversations/${conversationId}/messages`;
      const text = 'secret-words-of-a-client';
      expect((await newcomer.post(path, { clientMessageId: randomUUID(), text })).status).toBe(201);
      await newcomer.post(path, { clientMessageId: 'secret-id', text: `${text}\u0000` });
      const socket = await fresh.socketWith({ origin: fresh.url, cookie: cookies[1] ?? '' });
      await socket.emitRaw('message:send', { conversationId, clientMessageId: randomUUID(), text });
      await socket.emitRaw('message:send', { conversationId, text: 7, hidden: text });
      await newcomer.get(`/api/conversations?q=${text}`);
      await failWith(fresh, text, () =>
        newcomer.post(path, { clientMessageId: randomUUID(), text: `${text} again` }),
      );
      const log = logged.join('');
      const ids = cookies.map((cookie) => cookie.split('=')[1] ?? '');
      for (const secret of [
        ...ids,
        token,
        PASSWORD,
        'wrong-guess-4711',
        text,
        'secret-id',
        ...TEXTS.slice(0, 3),
      ]) {
        expect(log.includes(secret), secret).toBe(false);
      }
      expect(log).toContain('"request"');
      const answer = await newcomer.get('/api/auth/sessions');
      for (const id of ids) expect(answer.text).not.toContain(id);
      for (const name of ['server', 'x-powered-by', 'access-control-allow-origin']) {
        expect(answer.headers.get(name)).toBeNull();
      }
    } finally {
      await fresh.close();
    }
  });
});

/** Lets statements with that text fail: for the one who asks, who is told so, and in the background. */
async function failWith({ services }: World, text: string, send: () => Promise<Answer>): Promise<void> {
  const { db } = services;
  services.bus.subscribe(async () => {
    await db.execute(sql`select 1 / 0 where ${text} <> ''`);
  });
  expect((await send()).status).toBe(201);
  await vi.waitFor(() => expect(logged.join('')).toContain('division by zero'), { timeout: 10_000 });
  await db.execute(sql`alter table messages add constraint unwritable check (content = '') not valid`);
  expect((await send()).status).toBe(500);
  expect(logged.join('')).toContain('unwritable');
}
