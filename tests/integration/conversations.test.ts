import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { conversationView, messagePage } from '#contract/conversations';
import { sendMessage } from '#server/features/conversations/index';
import type { Client, Person } from '../support/person.ts';
import { seqs, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const inbox = z.object({ items: z.array(conversationView), nextCursor: z.nullable(z.string()) });

let world: World;
let coach: Person;
let clients: Client[];

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  clients = [];
  for (const displayName of ['Amira K.', 'Jonas O.', 'Sofía P.', '100% Dele', 'Mei_T']) {
    clients.push(await world.client(coach, { displayName }));
  }
});
afterAll(() => world.close());

const write = (person: Person, conversationId: number, text: string) =>
  sendMessage(person.ctx(), { conversationId, clientMessageId: randomUUID(), text });

const first = (): Client => {
  const [client] = clients;
  if (!client) throw new Error('The world has no client');
  return client;
};

describe('the inbox', () => {
  it('shows the newest activity first, page by page, each thread once', async () => {
    await write(coach, first().conversationId, 'Bumped to the top');
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const next = cursor === null ? '' : `&cursor=${cursor}`;
      const page: z.infer<typeof inbox> = (await coach.get(`/api/conversations?limit=2${next}`)).parse(inbox);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const newestFirst = clients.map((client) => client.conversationId).reverse();
    expect(seen).toEqual([
      first().conversationId,
      ...newestFirst.filter((id) => id !== first().conversationId),
    ]);
  });

  it('finds people by part of their name, and takes signs for what they are', async () => {
    const find = async (q: string) =>
      (await coach.get(`/api/conversations?q=${encodeURIComponent(q)}`))
        .parse(inbox)
        .items.map((item) => item.client.displayName);
    expect(await find('jon')).toEqual(['Jonas O.']);
    expect(await find('Jónás')).toEqual(['Jonas O.']);
    expect(await find('%')).toEqual(['100% Dele']);
    expect(await find('_')).toEqual(['Mei_T']);
    expect(await find('nobody')).toEqual([]);
  });

  it('refuses a cursor it never gave', async () => {
    const answer = await coach.get('/api/conversations?cursor=abc');
    expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'cursor' }] });
  });

  it('folds a long message into one line, never cutting a character', async () => {
    await write(coach, first().conversationId, `Line one\n\nline two ${'💪'.repeat(150)}`);
    const view = (await coach.get(`/api/conversations/${first().conversationId}`)).parse(conversationView);
    expect(view.preview?.text.startsWith('Line one line two 💪')).toBe(true);
    expect(view.preview?.text.endsWith('💪…')).toBe(true);
    expect(view.preview?.text.length).toBeLessThanOrEqual(200);
  });
});

describe('pages of a thread', () => {
  let thread: Client;
  const page = async (query: string) =>
    (await thread.get(`/api/conversations/${thread.conversationId}/messages?${query}`)).parse(messagePage);

  beforeAll(async () => {
    thread = await world.client(coach);
    for (const n of upTo(30)) await write(coach, thread.conversationId, `Message ${n}`);
  });

  it('gives the newest in ascending order', async () => {
    const newest = await page('limit=10');
    expect(seqs(newest.items)).toEqual(upTo(30).slice(20));
    expect(newest).toMatchObject({ hasBefore: true, hasAfter: false, rev: 30 });
  });

  it('goes on before and after, both exclusive', async () => {
    const before = await page('before=11&limit=5');
    expect(seqs(before.items)).toEqual([6, 7, 8, 9, 10]);
    expect(before).toMatchObject({ hasBefore: true, hasAfter: true });
    const after = await page('after=25&limit=50');
    expect(seqs(after.items)).toEqual([26, 27, 28, 29, 30]);
    expect(after).toMatchObject({ hasBefore: true, hasAfter: false });
  });

  it('shows the surroundings of one message', async () => {
    const around = await page('around=15&limit=4');
    expect(seqs(around.items)).toContain(15);
    expect(around.items).toHaveLength(4);
  });

  it('finds where a day begins for the asker, or the next day with messages', async () => {
    const reader = await world.client(coach, { timeZone: 'Asia/Tokyo' });
    for (const n of upTo(60)) await write(coach, reader.conversationId, `Message ${n}`);
    // One message an hour, the first at midnight of 1 May in Greenwich and nine in the morning in Tokyo.
    await world.database.database.pool.query(
      `update messages set created_at = timestamptz '2026-05-01T00:00:00Z' + (seq - 1 + (seq > 30)::int * 96) * interval '1 hour'
       where conversation_id = ${reader.conversationId}`,
    );
    const middle = async (by: Person, on: string) => {
      const path = `/api/conversations/${reader.conversationId}/messages?on=${on}&limit=2`;
      return seqs((await by.get(path)).parse(messagePage).items)[1];
    };
    expect(await middle(reader, '2026-05-02')).toBe(16);
    expect(await middle(coach, '2026-05-02')).toBe(25);
    expect(await middle(reader, '2026-05-04')).toBe(31);
    expect(await middle(reader, '2020-01-01')).toBe(2);
    expect(await middle(reader, '2030-01-01')).toBe(60);
    expect(
      (await reader.get(`/api/conversations/${reader.conversationId}/messages?on=2026-02-30`)).status,
    ).toBe(422);
  });

  it('is empty beyond the ends, and knows what lies on the other side', async () => {
    expect(await page('before=1')).toMatchObject({ items: [], hasBefore: false, hasAfter: true });
    expect(await page('after=30')).toMatchObject({ items: [], hasBefore: true, hasAfter: false });
  });

  it('takes one direction at a time', async () => {
    const answer = await thread.get(`/api/conversations/${thread.conversationId}/messages?before=5&after=2`);
    expect(answer.status).toBe(422);
  });
});

it('keeps a card’s line, in the thread and in the inbox, true to an edit', async () => {
  const client = await world.client(coach);
  const submitted = await client.post('/api/check-ins', { weight: 80.2, feeling: 3 });
  const { checkIn } = submitted.parse(z.object({ checkIn: z.object({ checkInId: z.int() }) }));
  // The first check-in unlocks an achievement, whose card follows; the line of the check-in itself is what counts here.
  await client.patch(`/api/check-ins/${checkIn.checkInId}`, { weight: 79.9 });
  const messages = await client.get(`/api/conversations/${client.conversationId}/messages`);
  expect(messages.parse(messagePage).items[0]).toMatchObject({
    kind: 'check_in',
    text: 'Check-in: 79.9 kg, feeling 3 of 5',
    card: { weight: 79.9 },
  });
});
