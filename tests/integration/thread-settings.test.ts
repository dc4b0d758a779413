import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { conversationView, type ConversationView } from '#contract/conversations';
import { MAX_PINNED } from '#contract/own-threads';
import { MUTED_FOREVER } from '#contract/rules/muted';
import { conversationMembers } from '#server/db/schema/index';
import type { Client, Person } from '../support/person.ts';
import { say, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const inbox = z.object({ items: z.array(conversationView), nextCursor: z.nullable(z.string()) });

let world: World;
let coach: Person;
let client: Client;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  world.clock.set('2026-06-10T12:00:00Z');
  coach = await world.coach();
  client = await world.client(coach);
});
afterAll(() => world.close());

const change = (who: Person, conversationId: number, body: object) =>
  who.patch(`/api/conversations/${conversationId}`, body);
const changed = async (who: Person, conversationId: number, body: object): Promise<ConversationView> =>
  (await change(who, conversationId, body)).parse(conversationView);
const read = async (who: Person, conversationId: number): Promise<ConversationView> =>
  (await who.get(`/api/conversations/${conversationId}`)).parse(conversationView);

/** The whole inbox, read in pages of that size. */
async function pagesOf(who: Person, limit: number): Promise<number[]> {
  const seen: number[] = [];
  let cursor = '';
  for (;;) {
    const page = (await who.get(`/api/conversations?limit=${limit}${cursor}`)).parse(inbox);
    seen.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) return seen;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

describe('how a member sees a thread', () => {
  it('is theirs alone, and stays as it is where nothing is said', async () => {
    const { conversationId } = client;
    const pinned = await changed(coach, conversationId, { pinned: true });
    expect(pinned).toMatchObject({
      pinnedAt: '2026-06-10T12:00:00.000Z',
      mutedUntil: null,
      markedUnread: false,
    });
    await changed(coach, conversationId, { mutedUntil: MUTED_FOREVER });
    expect(await changed(coach, conversationId, { markedUnread: true })).toMatchObject({
      pinnedAt: '2026-06-10T12:00:00.000Z',
      mutedUntil: MUTED_FOREVER,
      markedUnread: true,
    });
    const theirs = { pinnedAt: null, mutedUntil: null, markedUnread: false, draft: null };
    expect(await read(client, conversationId)).toMatchObject(theirs);
    expect(
      await changed(coach, conversationId, { pinned: false, mutedUntil: null, markedUnread: false }),
    ).toMatchObject(theirs);
  });

  it('refuses what it cannot take, and names the field', async () => {
    const { conversationId } = client;
    const errors = async (body: object) => (await change(coach, conversationId, body)).body;
    expect(await errors({ mutedUntil: '2026-06-10T12:00:00Z' })).toMatchObject({
      errors: [{ path: 'mutedUntil', message: 'must lie ahead' }],
    });
    expect(await errors({ mutedUntil: 'tomorrow' })).toMatchObject({ errors: [{ path: 'mutedUntil' }] });
    expect(await errors({ pinned: 'yes' })).toMatchObject({ errors: [{ path: 'pinned' }] });
    expect(await errors({ color: 'red' })).toMatchObject({ code: 'invalid_input' });
    expect(await errors({})).toMatchObject({ code: 'invalid_input' });
  });

  it('a mark is taken away by reading on, and by nothing else that the other side does', async () => {
    const { conversationId } = client;
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    await say(desk, conversationId, 'Hello');
    await phone.emit('receipt:read', { conversationId, seq: 1 });
    await changed(client, conversationId, { markedUnread: true });
    await say(desk, conversationId, 'And?');
    await phone.emit('receipt:delivered', { conversationId, seq: 2 });
    await phone.emit('receipt:read', { conversationId, seq: 1 });
    await desk.emit('receipt:read', { conversationId, seq: 2 });
    expect(await read(client, conversationId)).toMatchObject({ markedUnread: true, unreadCount: 1 });
    await phone.emit('receipt:read', { conversationId, seq: 2 });
    expect(await read(client, conversationId)).toMatchObject({ markedUnread: false, unreadCount: 0 });
  });

  it('goes on for the client of a closed thread, and ends for its former coach', async () => {
    const [admin, other] = await Promise.all([world.admin(), world.coach()]);
    const { conversationId } = client;
    await admin.put(`/api/admin/people/${client.id}/coach`, { coachId: other.id });
    expect(await changed(client, conversationId, { pinned: true })).toMatchObject({
      pinnedAt: expect.any(String) as unknown,
    });
    expect((await change(coach, conversationId, { pinned: true })).status).toBe(404);
  });
});

describe('pinned threads', () => {
  it('come first, on every page, and then what was active last', async () => {
    const clients = [client];
    for (const _ of upTo(4)) clients.push(await world.client(coach));
    const desk = await coach.socket();
    const ids = clients.map(({ conversationId }) => conversationId);
    for (const [index, id] of ids.entries()) {
      world.clock.set(`2026-06-10T12:0${index}:00Z`);
      await say(desk, id, `Number ${index}`);
    }
    const [a, b, c, d, e] = ids;
    await changed(coach, b ?? 0, { pinned: true });
    await changed(coach, a ?? 0, { pinned: true });
    for (const limit of [1, 2, 3, 50]) expect(await pagesOf(coach, limit)).toEqual([b, a, e, d, c]);
    await changed(coach, b ?? 0, { pinned: false });
    expect(await pagesOf(coach, 2)).toEqual([a, e, d, c, b]);
  });

  it(`are ${MAX_PINNED} at most, however many devices pin at once`, async () => {
    const clients = await Promise.all(upTo(MAX_PINNED + 2).map(() => world.client(coach)));
    const answers = await Promise.all(
      clients.map((one) => change(coach, one.conversationId, { pinned: true })),
    );
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.body).toMatchObject({
      code: 'conflict',
      detail: '20 conversations are pinned already. Unpin one of them first.',
    });
    const pinned = await world.services.db.select().from(conversationMembers);
    expect(pinned.filter((one) => one.userId === coach.id && one.pinnedAt !== null)).toHaveLength(MAX_PINNED);
    const kept = answers.findIndex(({ status }) => status === 200);
    await changed(coach, clients[kept]?.conversationId ?? 0, { pinned: true });
    await changed(coach, clients[kept]?.conversationId ?? 0, { pinned: false });
    await changed(coach, client.conversationId, { pinned: true });
  });
});
