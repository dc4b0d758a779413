import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { checkInList, checkInView, reviewedCheckIn } from '#contract/check-ins';
import { createWorld, type World } from '../support/world.ts';
import type { Person } from '../support/person.ts';
import { cardOf, LAST_WEEK, messagesOf, NOW, submitted, THIS_WEEK } from './check-ins.fixtures.ts';

const one = z.object({ checkIn: checkInView });

let world: World;
let coach: Person;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set(NOW);
  coach = await world.coach();
});
afterAll(() => world.close());

describe('Editing a check-in', () => {
  it('changes what is named, clears what is null and moves the card', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80, feeling: 2, notes: 'Tired' });
    const before = await cardOf(client, checkIn.checkInId);
    const answer = await client.patch(`/api/check-ins/${checkIn.checkInId}`, { weight: 79.5, notes: null });
    expect(answer.status).toBe(200);
    expect(answer.parse(one).checkIn).toMatchObject({ weight: 79.5, feeling: 2, notes: null });
    const after = await cardOf(client, checkIn.checkInId);
    expect(after.card).toMatchObject({ weight: 79.5, notes: null });
    expect(after.rev).toBeGreaterThan(before.rev);
  });

  it('takes no rev when it says nothing new', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const before = await cardOf(client, checkIn.checkInId);
    expect((await client.patch(`/api/check-ins/${checkIn.checkInId}`, { weight: 80 })).status).toBe(200);
    expect((await client.patch(`/api/check-ins/${checkIn.checkInId}`, {})).status).toBe(200);
    expect((await cardOf(client, checkIn.checkInId)).rev).toBe(before.rev);
  });

  it('must leave something said', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const answer = await client.patch(`/api/check-ins/${checkIn.checkInId}`, { weight: null });
    expect(answer.status).toBe(422);
    expect((await cardOf(client, checkIn.checkInId)).card.weight).toBe(80);
  });

  it('ends with the review', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    await coach.post(`/api/check-ins/${checkIn.checkInId}/review`, {});
    const answer = await client.patch(`/api/check-ins/${checkIn.checkInId}`, { weight: 70 });
    expect(answer.body).toMatchObject({ code: 'conflict' });
  });

  it('racing a review, is either what the coach reviewed or refused', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const path = `/api/check-ins/${checkIn.checkInId}`;
    const [review, ...edits] = await Promise.all([
      coach.post(`${path}/review`, { reply: 'Well done' }),
      ...Array.from({ length: 8 }, (_, index) => client.patch(path, { weight: 81 + index })),
    ]);
    expect(review.status).toBe(200);
    expect(edits.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { card } = await cardOf(client, checkIn.checkInId);
    expect(card.status).toBe('reviewed');
    const reviewedWeight = review.parse(reviewedCheckIn).checkIn.weight;
    expect(card.weight).toBe(reviewedWeight);
  });

  it('takes the fields of a new one: its own week, a request id, and no photos', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const path = `/api/check-ins/${checkIn.checkInId}`;
    const again = { weekOf: THIS_WEEK, weight: 79, photos: {}, clientRequestId: randomUUID() };
    const answer = await client.patch(path, again);
    expect(answer.status).toBe(200);
    expect(answer.parse(one).checkIn).toMatchObject({ weekOf: THIS_WEEK, weight: 79 });
    const moved = await client.patch(path, { ...again, weekOf: LAST_WEEK });
    expect(moved.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'weekOf' }] });
    const photographed = await client.patch(path, { photos: { front: 1 } });
    expect(photographed.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'photos' }] });
  });

  it("is refused for anybody else's", async () => {
    const client = await world.client(coach);
    const other = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const path = `/api/check-ins/${checkIn.checkInId}`;
    expect((await other.patch(path, { weight: 70 })).status).toBe(404);
    expect((await coach.patch(path, { weight: 70 })).status).toBe(403);
  });
});

describe('Reviewing a check-in', () => {
  it('marks it, and sends a reply that quotes the card', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80, feeling: 4 });
    const { seq, rev } = await cardOf(client, checkIn.checkInId);
    const answer = await coach.post(`/api/check-ins/${checkIn.checkInId}/review`, { reply: 'Keep it up' });
    expect(answer.status).toBe(200);
    const reviewed = answer.parse(reviewedCheckIn);
    expect(reviewed.checkIn).toMatchObject({ status: 'reviewed', reviewedAt: '2026-06-10T12:00:00.000Z' });
    expect(reviewed.message).toMatchObject({
      kind: 'text',
      senderId: coach.id,
      text: 'Keep it up',
      replyTo: { seq, senderId: client.id },
    });
    const after = await cardOf(client, checkIn.checkInId);
    expect(after.card.status).toBe('reviewed');
    expect(after.rev).toBeGreaterThan(rev);
  });

  it('without a reply says nothing, and happens once', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const path = `/api/check-ins/${checkIn.checkInId}/review`;
    const clientRequestId = randomUUID();
    const first = await coach.post(path, { clientRequestId });
    expect(first.parse(reviewedCheckIn).message).toBeUndefined();
    expect((await coach.post(path, { clientRequestId: randomUUID() })).status).toBe(409);
    expect((await coach.post(path, {})).status).toBe(409);
    expect((await coach.post(path, { reply: 'More' })).status).toBe(409);
  });

  it('without a reply, answers the same request id with the first result', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const path = `/api/check-ins/${checkIn.checkInId}/review`;
    const clientRequestId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => coach.post(path, { clientRequestId })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    expect((await coach.post(path, { clientRequestId, reply: 'More' })).status).toBe(409);
    expect((await messagesOf(client)).filter(({ kind }) => kind === 'text')).toEqual([]);
  });

  it('needs no body', async () => {
    const client = await world.client(coach);
    const bare = await submitted(client, { weekOf: LAST_WEEK, weight: 80 });
    const path = (checkInId: number) => `/api/check-ins/${checkInId}/review`;
    expect((await coach.post(path(bare.checkIn.checkInId))).status).toBe(200);
    const announced = await submitted(client, { weight: 80 });
    const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const answer = await coach.request(path(announced.checkIn.checkInId), json);
    expect(answer.parse(reviewedCheckIn).checkIn.status).toBe('reviewed');
    expect((await coach.request(path(1), { ...json, body: '{' })).status).toBe(400);
  });

  it('with a reply, answers the same request id with the first result', async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const path = `/api/check-ins/${checkIn.checkInId}/review`;
    const request = { reply: 'Nice', clientRequestId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => coach.post(path, request)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    const replies = answers.map((answer) => answer.parse(reviewedCheckIn).message?.id);
    expect(new Set(replies).size).toBe(1);
    expect((await coach.post(path, { ...request, reply: 'Other' })).status).toBe(409);
    expect((await coach.post(path, { clientRequestId: request.clientRequestId })).status).toBe(409);
    const texts = (await messagesOf(client)).filter((message) => message.kind === 'text');
    expect(texts.map((message) => message.text)).toEqual(['Nice']);
  });

  it("is for the client's own coach", async () => {
    const client = await world.client(coach);
    const { checkIn } = await submitted(client, { weight: 80 });
    const path = `/api/check-ins/${checkIn.checkInId}/review`;
    const [other, admin] = [await world.coach(), await world.admin()];
    expect((await other.post(path, {})).status).toBe(404);
    expect((await admin.post(path, {})).status).toBe(404);
    expect((await client.post(path, {})).status).toBe(403);
    expect((await coach.post('/api/check-ins/999999/review', {})).status).toBe(404);
  });
});

describe("A client's check-ins", () => {
  it('are listed newest week first, page by page', async () => {
    const client = await world.client(coach);
    await submitted(client, { weekOf: LAST_WEEK, weight: 80 });
    await submitted(client, { weight: 79 });
    const path = `/api/clients/${client.id}/check-ins`;
    const first = (await coach.get(`${path}?limit=1`)).parse(checkInList);
    expect(first.items.map(({ weekOf }) => weekOf)).toEqual([THIS_WEEK]);
    const rest = (await client.get(`${path}?limit=1&cursor=${first.nextCursor}`)).parse(checkInList);
    expect(rest.items.map(({ weekOf }) => weekOf)).toEqual([LAST_WEEK]);
    expect(rest.nextCursor).toBeNull();
    expect((await client.get(`${path}?cursor=nonsense`)).status).toBe(422);
  });

  it('are seen by nobody else', async () => {
    const client = await world.client(coach);
    const path = `/api/clients/${client.id}/check-ins`;
    const others = [await world.coach(), await world.client(coach), await world.admin()];
    for (const other of others) expect((await other.get(path)).status).toBe(404);
  });
});
