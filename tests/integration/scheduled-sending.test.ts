import { randomUUID } from 'node:crypto';
import { and, eq, lte } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scheduledAnswer, scheduledEverywhere } from '#contract/scheduled-messages';
import { scheduledMessages } from '#server/db/schema/index';
import type { Client, Person } from '../support/person.ts';
import { say, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';
import { at, inThread, scheduled, textsOf, threadPath, waiting } from './later.fixtures.ts';

let world: World;
let coach: Person;
let client: Client;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set('2026-06-10T12:00:00Z');
  coach = await world.coach({ displayName: 'Rui' });
  client = await world.client(coach, { timeZone: 'Europe/Lisbon' });
});

/** The moment comes; every second the process looks. */
async function morning(instant = '2026-06-11T06:00:01Z'): Promise<void> {
  world.clock.set(instant);
  await expect.poll(async () => (await due()).length, { timeout: 8_000, interval: 50 }).toBe(0);
}

function due() {
  const { status, sendAt } = scheduledMessages;
  return world.services.db
    .select()
    .from(scheduledMessages)
    .where(and(eq(status, 'scheduled'), lte(sendAt, world.clock.now())));
}

/** Whatever its status. */
const rowsOf = (sender: Person) =>
  world.services.db.select().from(scheduledMessages).where(eq(scheduledMessages.senderId, sender.id));

describe('When its moment comes', () => {
  it('it is sent as its coach, with its quote, and everybody hears of it as of any message', async () => {
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    const { message } = await say(phone, client.conversationId, 'How do I start?');
    await scheduled(coach, client, { text: 'Warm up first', replyToSeq: message.seq });
    await morning();
    const isIt = ({ messages }: { messages: { text: string }[] }) => messages[0]?.text === 'Warm up first';
    const [change] = await Promise.all([
      phone.next('conversation:changed', isIt),
      desk.next('conversation:changed', isIt),
    ]);
    expect(change.messages).toMatchObject([
      { senderId: coach.id, replyTo: { seq: message.seq }, createdAt: '2026-06-11T06:00:01.000Z' },
    ]);
    expect(await waiting(coach, client)).toEqual([]);
    // Its text is in the thread now, and nowhere else.
    const rows = await rowsOf(coach);
    expect(rows).toMatchObject([{ status: 'sent', content: '', messageId: change.messages[0]?.id }]);
  });

  it('messages of one thread go in the order of their moments, then of their making', async () => {
    for (const n of [3, 4, 5]) await scheduled(coach, client, { text: `${n}` });
    for (const n of [1, 2]) await scheduled(coach, client, { text: `${n}`, sendAt: '2026-06-11T05:59:00Z' });
    await morning();
    expect(textsOf(await inThread(client))).toEqual(['1', '2', '3', '4', '5']);
  });

  it('whoever changes or cancels it at that moment either was in time or is told that it is sent', async () => {
    const made = [];
    for (const n of upTo(30)) made.push(await scheduled(coach, client, { text: `${n}` }));
    world.clock.set('2026-06-11T06:00:01Z');
    const tries = made.map(({ id }, n) =>
      n % 2 ? coach.delete(at(id)) : coach.patch(at(id), { text: 'changed' }),
    );
    const answers = await Promise.all(tries);
    await morning();
    const texts = textsOf(await inThread(client));
    for (const [n, { status }] of answers.entries()) {
      const said = texts.includes(`${n + 1}`);
      expect([n, status, said]).toEqual([n, said ? 409 : n % 2 ? 204 : 200, said]);
    }
    const changed = answers.filter(({ status }) => status === 200).length;
    expect(texts.filter((text) => text === 'changed')).toHaveLength(changed);
  });

  it('after an outage of half a day it is still sent, and after a longer one its coach decides', async () => {
    await scheduled(coach, client, { text: 'In time' });
    await morning('2026-06-11T17:59:00Z');
    await scheduled(coach, client, { text: 'Good morning', sendAt: '2026-06-12T06:00:00Z' });
    await morning('2026-06-12T18:01:00Z');
    expect(textsOf(await inThread(client))).toEqual(['In time']);
    const [late] = await waiting(coach, client);
    expect(late).toMatchObject({ status: 'failed', text: 'Good morning' });
    expect(late?.failure).toMatch(/away/);
    expect((await coach.post(`${at(late?.id ?? 0)}/send`)).status).toBe(200);
    expect(textsOf(await inThread(client))).toEqual(['In time', 'Good morning']);
  });
});

describe('What cannot be sent', () => {
  const admin = () => world.admin();
  const move = async (to: Person) => {
    const answer = await (await admin()).put(`/api/admin/people/${client.id}/coach`, { coachId: to.id });
    expect(answer.status).toBe(200);
  };
  const mine = async () => (await coach.get('/api/scheduled-messages')).parse(scheduledEverywhere).items;

  it('because the client has another coach stays with its coach, who can drop it or try again later', async () => {
    const desk = await coach.socket();
    const [kept, dropped] = [
      await scheduled(coach, client, { text: 'Keep' }),
      await scheduled(coach, client),
    ];
    await move(await world.coach());
    desk.received.length = 0;
    await morning();
    expect(await inThread(client)).toEqual([]);
    expect(await desk.next('scheduled:updated')).toEqual({ conversationId: client.conversationId });
    expect(await mine()).toMatchObject([
      {
        id: kept.id,
        status: 'failed',
        failure: 'This client had another coach when this was due.',
        client: null,
      },
      { id: dropped.id, status: 'failed', client: null },
    ]);
    // Neither the thread nor its client is the coach's any more, and what is theirs of it can only be dropped.
    expect((await coach.get(threadPath(client))).status).toBe(404);
    expect((await coach.post(`${at(kept.id)}/send`)).status).toBe(404);
    expect((await coach.patch(at(kept.id), { text: 'x' })).status).toBe(404);
    expect((await coach.delete(at(dropped.id))).status).toBe(204);
    await move(coach);
    const again = await coach.patch(at(kept.id), { sendAt: '2026-06-12T06:00:00Z' });
    expect(again.parse(scheduledAnswer).scheduled).toMatchObject({ status: 'scheduled', failure: null });
    await morning('2026-06-12T06:00:01Z');
    expect(textsOf(await inThread(client))).toEqual(['Keep']);
  });

  it('because its coach was deactivated waits for them as failed', async () => {
    await scheduled(coach, client);
    const boss = await admin();
    expect((await boss.post(`/api/admin/people/${coach.id}/deactivate`)).status).toBe(200);
    await morning();
    expect(await inThread(client)).toEqual([]);
    const rows = await rowsOf(coach);
    expect(rows).toMatchObject([
      { status: 'failed', failure: 'Your account was deactivated when this was due.' },
    ]);
  });

  it('R2 under an id that its coach used for another message says so and leaves that one alone', async () => {
    const clientRequestId = randomUUID();
    await scheduled(coach, client, { clientRequestId });
    const path = `/api/conversations/${client.conversationId}/messages`;
    await coach.post(path, { clientMessageId: clientRequestId, text: 'First' });
    await morning();
    expect(textsOf(await inThread(client))).toEqual(['First']);
    expect(await waiting(coach, client)).toMatchObject([
      { status: 'failed', failure: 'This id was already used for something else.' },
    ]);
  });

  it('holds nothing else up', async () => {
    const other = await world.client(coach);
    await scheduled(coach, client, { text: 'Never' });
    await scheduled(coach, other, { text: 'Always' });
    await move(await world.coach());
    await morning();
    expect([textsOf(await inThread(client)), textsOf(await inThread(other))]).toEqual([[], ['Always']]);
  });
});
