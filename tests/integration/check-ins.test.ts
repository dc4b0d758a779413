import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkInList, submittedCheckIn } from '#contract/check-ins';
import { createWorld, type World } from '../support/world.ts';
import type { Person } from '../support/person.ts';
import { cardOf, cardsOf, LAST_WEEK, NOW, submitted, THIS_WEEK } from './check-ins.fixtures.ts';

let world: World;
let coach: Person;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set(NOW);
  coach = await world.coach();
});
afterAll(() => world.close());

describe('Submitting a check-in', () => {
  it("stores the client's week and posts its card into the thread", async () => {
    const client = await world.client(coach);
    const { checkIn, message } = await submitted(client, { weight: 78.4, feeling: 4, notes: 'Slept well.' });
    expect(checkIn).toMatchObject({
      clientId: client.id,
      weekOf: THIS_WEEK,
      weight: 78.4,
      weightDelta: null,
      feeling: 4,
      notes: 'Slept well.',
      status: 'submitted',
      reviewedAt: null,
    });
    expect(message).toMatchObject({
      kind: 'check_in',
      senderId: client.id,
      text: 'Check-in: 78.4 kg, feeling 4 of 5',
      card: checkIn,
    });
  });

  it('says its notes in the one line when they are all there is', async () => {
    const client = await world.client(coach);
    const { message } = await submitted(client, { notes: 'On\n holiday' });
    expect(message.text).toBe('Check-in: On holiday');
  });

  it('takes last week too, and no other day', async () => {
    const client = await world.client(coach);
    await submitted(client, { weekOf: LAST_WEEK, feeling: 3 });
    for (const weekOf of ['2026-06-15', '2026-05-25', '2026-06-09', '2026-06-07']) {
      const answer = await client.post('/api/check-ins', { weekOf, feeling: 3 });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'weekOf' }] });
    }
  });

  it('refuses what says nothing, and values nobody has', async () => {
    const client = await world.client(coach);
    for (const input of [{}, { notes: '  ' }, { feeling: 6 }, { weight: 5 }, { weight: '80' }, { mood: 3 }]) {
      expect((await client.post('/api/check-ins', input)).status).toBe(422);
    }
  });

  it('is refused a second time in a week', async () => {
    const client = await world.client(coach);
    await submitted(client, { feeling: 3 });
    const again = await client.post('/api/check-ins', { feeling: 3 });
    expect(again.body).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('answers the same request id with the first result, even when the week has passed', async () => {
    const client = await world.client(coach);
    const request = { feeling: 3, clientRequestId: randomUUID() };
    const first = await submitted(client, request);
    expect(first.message.clientMessageId).toBe(request.clientRequestId);
    world.clock.set('2026-06-16T12:00:00Z');
    const replay = await client.post('/api/check-ins', request);
    world.clock.set(NOW);
    expect(replay.status).toBe(200);
    expect(replay.parse(submittedCheckIn)).toEqual(first);
  });

  it('takes no photos for none named', async () => {
    const client = await world.client(coach);
    const request = { feeling: 3, clientRequestId: randomUUID() };
    const first = await submitted(client, { ...request, photos: {} });
    const replay = await client.post('/api/check-ins', request);
    expect(replay.status).toBe(200);
    expect(replay.parse(submittedCheckIn)).toEqual(first);
  });

  it('refuses a request id that was used for something else', async () => {
    const client = await world.client(coach);
    const clientRequestId = randomUUID();
    await submitted(client, { feeling: 3, clientRequestId });
    const other = await client.post('/api/check-ins', { feeling: 4, clientRequestId });
    expect(other.status).toBe(409);
    const text = randomUUID();
    const path = `/api/conversations/${client.conversationId}/messages`;
    expect((await client.post(path, { clientMessageId: text, text: 'Hi' })).status).toBe(201);
    const asCard = await client.post('/api/check-ins', {
      weekOf: LAST_WEEK,
      feeling: 3,
      clientRequestId: text,
    });
    expect(asCard.status).toBe(409);
  });

  it('twenty at once leave one row and one card', async () => {
    const client = await world.client(coach);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => client.post('/api/check-ins', { weight: 70 + index })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
    const list = await client.get(`/api/clients/${client.id}/check-ins`);
    expect(list.parse(checkInList).items).toHaveLength(1);
    expect(await cardsOf(client)).toHaveLength(1);
  });

  it('the same request twenty times at once gets one result', async () => {
    const client = await world.client(coach);
    const request = { feeling: 5, clientRequestId: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.post('/api/check-ins', request)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(new Set(answers.map((answer) => answer.parse(submittedCheckIn).checkIn.checkInId)).size).toBe(1);
  });

  it('is for clients alone', async () => {
    expect((await coach.post('/api/check-ins', { feeling: 3 })).status).toBe(403);
    expect((await world.nobody().post('/api/check-ins', { feeling: 3 })).status).toBe(401);
  });
});

describe('The week of a check-in begins on Monday where the client lives', () => {
  it.each([
    // 14 hours ahead: Monday morning there while it is Sunday in Greenwich.
    ['Pacific/Kiritimati', '2026-06-07T09:59:59Z', '2026-06-01'],
    ['Pacific/Kiritimati', '2026-06-07T10:00:00Z', '2026-06-08'],
    // Seven hours behind in summer, eight in winter.
    ['America/Los_Angeles', '2026-06-08T06:59:59Z', '2026-06-01'],
    ['America/Los_Angeles', '2026-06-08T07:00:00Z', '2026-06-08'],
    // The clocks go forward on Sunday 8 March and back on Sunday 1 November.
    ['America/Los_Angeles', '2026-03-09T06:59:59Z', '2026-03-02'],
    ['America/Los_Angeles', '2026-03-09T07:00:00Z', '2026-03-09'],
    ['America/Los_Angeles', '2026-11-02T07:59:59Z', '2026-10-26'],
    ['America/Los_Angeles', '2026-11-02T08:00:00Z', '2026-11-02'],
  ])('%s at %s: the week of %s', async (timeZone, instant, week) => {
    world.clock.set(instant);
    const client = await world.client(coach, { timeZone });
    const { checkIn } = await submitted(client, { feeling: 3 });
    world.clock.set(NOW);
    expect(checkIn.weekOf).toBe(week);
  });
});

describe('The delta to last week', () => {
  it('is rounded to a tenth of a kilogram', async () => {
    const client = await world.client(coach);
    await submitted(client, { weekOf: LAST_WEEK, weight: 80.3 });
    const { checkIn } = await submitted(client, { weight: 79.1 });
    expect(checkIn.weightDelta).toBe(-1.2);
  });

  it('appears on this week, with a new rev, when last week is told later', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 79 });
    const before = await cardOf(client, checkIn.checkInId);
    await submitted(client, { weekOf: LAST_WEEK, weight: 80 });
    const after = await cardOf(client, checkIn.checkInId);
    expect(after.card.weightDelta).toBe(-1);
    expect(after.rev).toBeGreaterThan(before.rev);
  });

  it("follows an edit of last week's weight, and only of its weight", async () => {
    const client = await world.client(coach);
    const last = await submitted(client, { weekOf: LAST_WEEK, weight: 80 });
    const { checkIn } = await submitted(client, { weight: 79 });
    const path = `/api/check-ins/${last.checkIn.checkInId}`;
    const before = await cardOf(client, checkIn.checkInId);
    await client.patch(path, { feeling: 2 });
    expect((await cardOf(client, checkIn.checkInId)).rev).toBe(before.rev);
    await client.patch(path, { weight: 81.5 });
    const after = await cardOf(client, checkIn.checkInId);
    expect(after.card.weightDelta).toBe(-2.5);
    expect(after.rev).toBeGreaterThan(before.rev);
  });
});
