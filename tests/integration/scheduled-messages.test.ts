import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  scheduledAnswer,
  scheduledEverywhere,
  sentAnswer,
  type ScheduledWithClient,
} from '#contract/scheduled-messages';
import { scheduledMessages } from '#server/db/schema/index';
import { sendDue } from '#server/features/scheduled-messages/index';
import type { Client, Person } from '../support/person.ts';
import { say, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';
import { at, inThread, scheduled, textsOf, threadPath, waiting, type Wish } from './later.fixtures.ts';

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

const TOMORROW = '2026-06-11T06:00:00Z';
const asked = (wish: Wish & Record<string, unknown> = {}) =>
  coach.post(threadPath(client), { text: 'Hello', sendAt: TOMORROW, timeZone: 'UTC', ...wish });

describe('Scheduling', () => {
  it('keeps the message as it was meant, for its coach alone, by its moment', async () => {
    const { message } = await say(await client.socket(), client.conversationId, 'How do I start?');
    const second = await scheduled(coach, client, { text: ' Warm up first ', replyToSeq: message.seq });
    const first = await scheduled(coach, client, { text: 'Sleep well', sendAt: '2026-06-10T21:00:00Z' });
    expect(second).toMatchObject({
      conversationId: client.conversationId,
      text: 'Warm up first',
      sendAt: '2026-06-11T06:00:00.000Z',
      timeZone: 'Europe/Lisbon',
      replyToSeq: message.seq,
      attachments: [],
      status: 'scheduled',
      failure: null,
    });
    expect(await waiting(coach, client)).toEqual([first, second]);
    expect(textsOf(await inThread(client))).toEqual(['How do I start?']);
    const listed = [
      (await client.get(threadPath(client))).status,
      (await client.get('/api/scheduled-messages')).status,
    ];
    expect(listed).toEqual([403, 403]);
  });

  it('is listed over all threads with whom they are, page by page', async () => {
    const other = await world.client(coach);
    for (const n of upTo(5)) {
      await scheduled(coach, n % 2 ? client : other, { text: `${n}`, sendAt: `2026-06-1${n}T13:00:00Z` });
    }
    const items: ScheduledWithClient[] = [];
    let cursor = '';
    do {
      const answer = await coach.get(`/api/scheduled-messages?limit=2${cursor && `&cursor=${cursor}`}`);
      const page = answer.parse(scheduledEverywhere);
      items.push(...page.items);
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    expect(textsOf(items)).toEqual(['1', '2', '3', '4', '5']);
    const { id, facts } = client;
    expect(items[0]?.client).toEqual({ id, displayName: facts.displayName, timeZone: 'Europe/Lisbon' });
    expect(items.map((item) => item.client?.id)).toEqual([id, other.id, id, other.id, id]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['text', { text: ' ' }],
    ['sendAt', { sendAt: '2026-06-10T12:00:59Z' }],
    ['sendAt', { sendAt: '2026-06-09T12:00:00Z' }],
    ['sendAt', { sendAt: '2027-06-12T12:00:00Z' }],
    ['sendAt', { sendAt: 'tomorrow' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['timeZone', { timeZone: undefined }],
    ['replyToSeq', { replyToSeq: 7 }],
    ['clientRequestId', { clientRequestId: 'x' }],
    ['', { senderId: 1 }],
  ])('names %s when that is not right: %j', async (path, wish) => {
    const answer = await asked(wish);
    expect(answer.status, answer.text).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ path }] });
  });

  it('takes no text longer than a message may be', async () => {
    const answer = await asked({ text: 'x'.repeat(10_001) });
    expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'text' }] });
  });

  it('R2 repeats nothing for a repeated request, also after an edit, and is a conflict for another one', async () => {
    const clientRequestId = randomUUID();
    const both = await Promise.all([asked({ clientRequestId }), asked({ clientRequestId })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    const { id } = both[0].parse(scheduledAnswer).scheduled;
    await coach.patch(at(id), { text: 'Something better' });
    const again = await asked({ clientRequestId: clientRequestId.toUpperCase() });
    expect(again.status).toBe(200);
    expect(again.parse(scheduledAnswer).scheduled).toMatchObject({ id, text: 'Something better' });
    for (const wish of [{ text: 'Other' }, { sendAt: '2026-06-12T06:00:00Z' }, { timeZone: 'Asia/Tokyo' }]) {
      expect((await asked({ clientRequestId, ...wish })).body).toMatchObject({ code: 'conflict' });
    }
    expect(await waiting(coach, client)).toHaveLength(1);
  });

  it('takes a hundred in a thread and not one more, however many are asked for at once', async () => {
    await world.services.db.insert(scheduledMessages).values(
      upTo(98).map((n) => ({
        conversationId: client.conversationId,
        senderId: coach.id,
        content: `${n}`,
        sendAt: new Date(TOMORROW),
        timeZone: 'UTC',
        clientMessageId: randomUUID(),
        requestHash: '',
      })),
    );
    const answers = await Promise.all(upTo(5).map(() => asked()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409]);
    await world.services.db.delete(scheduledMessages).where(eq(scheduledMessages.senderId, coach.id));
  });
});

describe('Until it is sent', () => {
  it('it can be changed field by field', async () => {
    const { id, ...before } = await scheduled(coach, client);
    const { message } = await say(await client.socket(), client.conversationId, 'Quote me');
    const changed = await coach.patch(at(id), { sendAt: '2026-06-12T22:00:00Z', timeZone: 'Asia/Tokyo' });
    expect(changed.parse(scheduledAnswer).scheduled).toEqual({
      ...before,
      id,
      sendAt: '2026-06-12T22:00:00.000Z',
      timeZone: 'Asia/Tokyo',
    });
    const quoting = await coach.patch(at(id), { replyToSeq: message.seq, text: 'New' });
    expect(quoting.parse(scheduledAnswer).scheduled).toMatchObject({ replyToSeq: message.seq, text: 'New' });
    const plain = await coach.patch(at(id), { replyToSeq: null });
    expect(plain.parse(scheduledAnswer).scheduled).toMatchObject({ replyToSeq: null, text: 'New' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['text', { text: '' }],
    ['sendAt', { sendAt: '2026-06-10T12:00:30Z' }],
    ['replyToSeq', { replyToSeq: 9 }],
    ['timeZone', { timeZone: 'x' }],
    ['', {}],
    ['', { text: 'x', status: 'sent' }],
  ])('a change names %s when that is not right: %j', async (path, change) => {
    const { id } = await scheduled(coach, client);
    const answer = await coach.patch(at(id), change);
    expect(answer.status, answer.text).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ path }] });
  });

  it('it can be taken back, and is gone', async () => {
    const { id } = await scheduled(coach, client);
    expect((await coach.delete(at(id))).status).toBe(204);
    expect(await waiting(coach, client)).toEqual([]);
    const after = [coach.delete(at(id)), coach.patch(at(id), { text: 'x' }), coach.post(`${at(id)}/send`)];
    expect((await Promise.all(after)).map(({ status }) => status)).toEqual([404, 404, 404]);
    world.clock.set('2026-06-11T06:00:01Z');
    await sendDue(world.services);
    expect(await inThread(client)).toEqual([]);
  });

  it('it can be sent at once, and once: a repeated request is answered the same', async () => {
    const { id } = await scheduled(coach, client, { text: 'Now then' });
    const phone = await client.socket();
    const both = await Promise.all([coach.post(`${at(id)}/send`), coach.post(`${at(id)}/send`)]);
    const [one, other] = both.map((answer) => answer.parse(sentAnswer));
    expect(one).toEqual(other);
    expect(one).toMatchObject({
      scheduled: { status: 'sent' },
      message: { text: 'Now then', senderId: coach.id },
    });
    expect((await phone.next('conversation:changed')).messages).toEqual([one?.message]);
    expect(await inThread(client)).toHaveLength(1);
    expect(await waiting(coach, client)).toEqual([]);
    const late = await Promise.all([coach.patch(at(id), { text: 'x' }), coach.delete(at(id))]);
    expect(late.map(({ body }) => body)).toMatchObject([{ code: 'conflict' }, { code: 'conflict' }]);
  });

  it("the coach's other devices hear of every change, and the client's of none", async () => {
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    const heard = () => desk.next('scheduled:updated');
    const { conversationId } = client;
    const { id } = await scheduled(coach, client);
    expect(await heard()).toEqual({ conversationId });
    await coach.patch(at(id), { text: 'x' });
    expect(await heard()).toEqual({ conversationId });
    await coach.delete(at(id));
    expect(await heard()).toEqual({ conversationId });
    await say(phone, conversationId, 'Anything?');
    expect(phone.received.map(({ event }) => event)).not.toContain('scheduled:updated');
  });
});
