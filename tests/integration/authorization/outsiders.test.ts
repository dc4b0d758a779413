import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Client, Person } from '../../support/person.ts';
import type { TestSocket } from '../../support/test-socket.ts';
import { granted, say, upTo } from '../../support/thread.ts';
import { createWorld, type World } from '../../support/world.ts';
import { submitted } from '../check-ins.fixtures.ts';
import { assigned, calendar, makeTemplate, someExercises } from '../training.fixtures.ts';
import { TODAY } from './family.ts';

const presence = z.looseObject({ userId: z.int() });

/** In everything the pair shares, and in nothing else. */
const CANARY = 'canary-7f3b';

let world: World;
let coach: Person;
let client: Client;
let outsiders: Record<string, Person>;
let listening: TestSocket[];

beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
  coach = await world.coach({ displayName: `Coach ${CANARY}` });
  client = await world.client(coach, { displayName: `Client ${CANARY}`, email: `${CANARY}@example.test` });
  const otherCoach = await world.coach();
  outsiders = {
    'the other coach': otherCoach,
    "the other coach's client": await world.client(otherCoach),
    'the admin': await world.admin(),
  };
  listening = await Promise.all(Object.values(outsiders).map((person) => person.socket()));
  await liveTogether();
});
afterAll(() => world.close());

/** Everything a pair can do in a thread, on several devices, within moments. */
async function liveTogether(): Promise<void> {
  const { conversationId } = client;
  const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
  const [exercise] = await someExercises(coach);
  const template = await makeTemplate(coach, [{ exerciseId: exercise.id }], `Plan ${CANARY}`);
  await assigned(coach, template.id, { clientId: client.id, assignedDate: TODAY });
  const [entry] = await calendar(client);
  const { checkIn } = await submitted(client, { feeling: 2, notes: `Notes ${CANARY}` });
  await Promise.all(
    upTo(20).flatMap((n) => [
      say(desk, conversationId, `Coach says ${CANARY} ${n}`),
      say(phone, conversationId, `Client says ${CANARY} ${n}`),
      phone.emitRaw('typing:set', { conversationId, active: n % 2 === 0 }),
    ]),
  );
  granted(await phone.emit('receipt:read', { conversationId, seq: 20 }));
  granted(await desk.emit('receipt:read', { conversationId, seq: 20 }));
  const ticked = await client.put(`/api/scheduled-routines/${entry?.id}/exercises/${exercise.id}`, {
    done: true,
  });
  expect(ticked.status).toBe(200);
  const reviewed = await coach.post(`/api/check-ins/${checkIn.checkInId}/review`, {
    reply: `Reply ${CANARY}`,
  });
  expect(reviewed.status).toBe(200);
  const invited = await coach.post('/api/invites', { email: `invited-${CANARY}@example.test` });
  expect(invited.status).toBe(201);
  const thread = `/api/conversations/${conversationId}/scheduled-messages`;
  const later = { text: `Later ${CANARY}`, sendAt: `${TODAY}T20:00:00Z`, timeZone: 'UTC' };
  expect((await coach.post(thread, later)).status).toBe(201);
  const saved = await coach.post('/api/saved-replies', { title: CANARY, text: CANARY });
  expect(saved.status).toBe(201);
  phone.close();
}

/** Every list an outsider may ask for, and searches for what they are not to find. */
const LISTS = [
  '/api/auth/me',
  '/api/auth/sessions',
  '/api/brand',
  '/api/conversations?limit=100',
  `/api/conversations?q=${CANARY}`,
  `/api/search?q=${CANARY}`,
  '/api/clients?limit=100',
  `/api/clients?q=${CANARY}`,
  '/api/invites?limit=100',
  '/api/exercises?limit=100',
  '/api/routine-templates?limit=100',
  `/api/scheduled-routines?from=${TODAY}&to=${TODAY}`,
  '/api/scheduled-messages?limit=100',
  '/api/saved-replies?limit=100',
];

describe('somebody else', () => {
  it('reads in no list what a pair shares, the admin included', async () => {
    for (const [who, person] of Object.entries(outsiders)) {
      for (const path of LISTS) expect((await person.get(path)).text, `${who} ${path}`).not.toContain(CANARY);
    }
  });

  it('is told nothing of it, whatever it is', async () => {
    // What was said before this has left before its acknowledgement: after it nothing can be under way.
    for (const socket of listening) granted(await socket.emit('sync', { conversations: {} }));
    const frames = listening.flatMap((socket) => socket.received);
    // The other coach and their client see each other come.
    const comings = new Set(frames.map((frame) => frame.event));
    expect([...comings]).toEqual(['presence:updated']);
    const about = frames.map((frame) => presence.parse(frame.payload).userId);
    const own = Object.values(outsiders).map((person) => person.id);
    expect(about.filter((userId) => !own.includes(userId))).toEqual([]);
  });

  it('is told of what is their own all the same', async () => {
    const theirs = Object.values(outsiders)[1];
    const conversation = await theirs?.get('/api/conversations');
    expect(conversation?.body).toMatchObject({ items: [{ lastSeq: 0 }] });
    const own = await world.client(outsiders['the admin'] ?? coach);
    await own.post(`/api/conversations/${own.conversationId}/messages`, {
      clientMessageId: randomUUID(),
      text: 'For the admin',
    });
    const change = await listening[2]?.next('conversation:changed');
    expect(change?.messages).toMatchObject([{ text: 'For the admin' }]);
  });
});
