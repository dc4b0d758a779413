import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { reviewedCheckIn } from '#contract/check-ins';
import { conversationView, messageView } from '#contract/conversations';
import { conversations, users } from '#server/db/schema/index';
import type { Answer } from '../support/http.ts';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { NOW, submitted } from './check-ins.fixtures.ts';
import { move } from './people.fixtures.ts';
import { assigned, calendar, cardOf, makeTemplate, someExercises, thread } from './training.fixtures.ts';

const TODAY = '2026-06-10';
const problem = z.object({ code: z.string() });
const threads = z.object({ items: z.array(conversationView) });

let world: World;
let admin: Person;
let former: Person;
let next: Person;
let client: Client;

beforeEach(async () => {
  world = await createWorld();
  world.clock.set(NOW);
  [admin, former, next] = await Promise.all([world.admin(), world.coach(), world.coach()]);
  client = await world.client(former, { displayName: 'Cleo' });
});
afterEach(() => world.close());

const codeOf = (answer: Answer) => answer.parse(problem).code;
const threadsOf = async (person: Person) => (await person.get('/api/conversations')).parse(threads).items;
const send = (person: Person, conversationId: number, clientMessageId: string = randomUUID()) =>
  person.post(`/api/conversations/${conversationId}/messages`, { clientMessageId, text: 'Hello' });

/** The thread the client has with their present coach. */
async function present(): Promise<number> {
  const open = (await threadsOf(client)).filter((one) => one.closedAt === null);
  expect(open).toHaveLength(1);
  return open[0]?.id ?? 0;
}

async function plan() {
  const [exercise] = await someExercises(former);
  const template = await makeTemplate(former, [{ exerciseId: exercise.id }]);
  const { assignment } = await assigned(former, template.id, { clientId: client.id, assignedDate: TODAY });
  return { exercise, template, assignmentId: assignment.assignmentId };
}

describe('the former coach', () => {
  it('has nothing of the client any more', async () => {
    const { template, assignmentId } = await plan();
    const { checkIn } = await submitted(client, { feeling: 4 });
    expect((await move(admin, client, next)).status).toBe(200);
    expect(await threadsOf(former)).toEqual([]);
    expect((await former.get('/api/conversations?q=Cleo')).body).toMatchObject({ items: [] });
    expect((await former.get('/api/clients')).body).toMatchObject({ items: [] });
    const asks: Promise<Answer>[] = [
      former.get(`/api/conversations/${client.conversationId}`),
      former.get(`/api/conversations/${client.conversationId}/messages`),
      send(former, client.conversationId),
      former.get(`/api/clients/${client.id}`),
      former.get(`/api/clients/${client.id}/check-ins`),
      former.get(`/api/clients/${client.id}/routine-assignments`),
      former.get(`/api/routine-assignments/${assignmentId}`),
      former.delete(`/api/routine-assignments/${assignmentId}`),
      former.get(`/api/scheduled-routines?from=${TODAY}&to=${TODAY}&clientId=${client.id}`),
      former.post(`/api/check-ins/${checkIn.checkInId}/review`, {}),
      former.post(`/api/routine-templates/${template.id}/assign`, {
        clientId: client.id,
        assignedDate: TODAY,
      }),
    ];
    for (const answer of await Promise.all(asks)) expect(codeOf(answer)).toBe('not_found');
  });

  it('gets the thread back as it was when the client comes back', async () => {
    await send(former, client.conversationId);
    await move(admin, client, next);
    const between = await present();
    await move(admin, client, former);
    expect(await threadsOf(former)).toMatchObject([
      { id: client.conversationId, closedAt: null, lastSeq: 1 },
    ]);
    expect((await send(former, client.conversationId)).status).toBe(201);
    expect(await threadsOf(next)).toEqual([]);
    expect(codeOf(await next.get(`/api/conversations/${between}/messages`))).toBe('not_found');
  });
});

describe('the client', () => {
  it('reads the old thread and writes into the new one', async () => {
    await send(former, client.conversationId);
    await move(admin, client, next);
    const old = await client.get(`/api/conversations/${client.conversationId}`);
    expect(old.parse(conversationView)).toMatchObject({ closedAt: NOW.replace('Z', '.000Z'), lastSeq: 1 });
    expect(await thread(client)).toHaveLength(1);
    expect(codeOf(await send(client, client.conversationId))).toBe('conflict');
    expect((await send(client, await present())).status).toBe(201);
  });

  it('gets the first answer for a message stored before the thread ended (R2)', async () => {
    const id = randomUUID();
    const first = await send(client, client.conversationId, id);
    await move(admin, client, next);
    const again = await send(client, client.conversationId, id);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
  });

  it('does not see the former coach come and go', async () => {
    const seen = new Date('2026-06-10T11:00:00Z');
    await world.services.db.update(users).set({ lastSeenAt: seen }).where(eq(users.userId, former.id));
    await move(admin, client, next);
    const old = (await threadsOf(client)).find((one) => one.id === client.conversationId);
    expect(old?.presence[former.id]).toEqual({ online: false, lastSeenAt: null });
  });

  it('goes on with the plan, whose card stays where it is and stays true', async () => {
    const { exercise, assignmentId } = await plan();
    const [entry] = await calendar(client);
    await move(admin, client, next);
    const ticked = await client.put(`/api/scheduled-routines/${entry?.id}/exercises/${exercise.id}`, {
      done: true,
    });
    expect(ticked.status).toBe(200);
    expect((await cardOf(client, assignmentId)).card.progress).toEqual({ done: 1, total: 1 });
    const plans = await next.get(`/api/clients/${client.id}/routine-assignments`);
    expect(plans.body).toMatchObject({ items: [{ assignmentId, status: 'active' }] });
    expect((await next.delete(`/api/routine-assignments/${assignmentId}`)).status).toBe(204);
    expect((await cardOf(client, assignmentId)).card.status).toBe('ended');
  });

  it('checks in with the new coach, who also reviews what was left; the answer comes in their thread', async () => {
    const left = await submitted(client, { weekOf: '2026-06-01', feeling: 2 });
    await move(admin, client, next);
    const { message } = await submitted(client, { feeling: 4 });
    expect(message.conversationId).toBe(await present());
    const answer = await next.post(`/api/check-ins/${left.checkIn.checkInId}/review`, { reply: 'Seen' });
    const reviewed = answer.parse(reviewedCheckIn);
    expect(reviewed.checkIn.status).toBe('reviewed');
    expect(reviewed.message).toMatchObject({
      conversationId: await present(),
      senderId: next.id,
      text: 'Seen',
      replyTo: null,
    });
    expect((await thread(client))[0]).toMatchObject({ card: { status: 'reviewed' } });
  });
});

it('what is sent while a client moves is stored and acknowledged, or refused and not stored', async () => {
  const sends = Array.from({ length: 40 }, () => send(former, client.conversationId));
  const moved = move(admin, client, next);
  const more = Array.from({ length: 40 }, () => send(former, client.conversationId));
  expect((await moved).status).toBe(200);
  const answers = await Promise.all([...sends, ...more]);
  const stored = answers.flatMap((answer) =>
    answer.status === 201 ? answer.parse(z.object({ message: messageView })).message.seq : [],
  );
  for (const answer of answers) {
    // A thread that is locked for long is `unavailable` for a moment.
    if (answer.status !== 201) expect(['not_found', 'conflict', 'unavailable']).toContain(codeOf(answer));
  }
  const [row] = await world.services.db
    .select({ lastSeq: conversations.lastSeq })
    .from(conversations)
    .where(eq(conversations.conversationId, client.conversationId));
  expect(row?.lastSeq).toBe(stored.length);
});

describe('what a coach does just as their client moves', () => {
  /** Does it while a move has been written and not committed. */
  async function duringMove(work: () => Promise<Answer>): Promise<Answer> {
    let answered = false;
    let answer: Promise<Answer> | undefined;
    await world.services.db.transaction(async (tx) => {
      await tx.update(users).set({ coachId: next.id }).where(eq(users.userId, client.id));
      answer = work().finally(() => (answered = true));
      await vi.waitFor(async () => expect(answered || (await somebodyWaits())).toBe(true), WAITING);
    });
    if (!answer) throw new Error('Nothing was done');
    return answer;
  }

  const WAITING = { timeout: 15_000, interval: 20 };
  async function somebodyWaits(): Promise<boolean> {
    const { rows } = await world.database.database.db.execute(
      sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    return rows.length > 0;
  }

  it('reviews nothing', async () => {
    const { checkIn } = await submitted(client, { feeling: 2 });
    const answer = await duringMove(() => former.post(`/api/check-ins/${checkIn.checkInId}/review`, {}));
    expect(codeOf(answer)).toBe('not_found');
    expect((await next.post(`/api/check-ins/${checkIn.checkInId}/review`, {})).status).toBe(200);
  });

  it('ends no plan', async () => {
    const { assignmentId } = await plan();
    const answer = await duringMove(() => former.delete(`/api/routine-assignments/${assignmentId}`));
    expect(codeOf(answer)).toBe('not_found');
    expect((await cardOf(client, assignmentId)).card.status).toBe('active');
  });
});

it('people without a coach have none in common', async () => {
  const [alone, other] = await Promise.all([world.client(former), world.client(former)]);
  for (const one of [alone, other]) {
    await world.services.db.update(users).set({ coachId: null }).where(eq(users.userId, one.id));
  }
  for (const somebody of [other, former, next, admin]) {
    expect(codeOf(await somebody.get(`/api/clients/${alone.id}/check-ins`))).toBe('not_found');
    expect(codeOf(await somebody.get(`/api/clients/${alone.id}/routine-assignments`))).toBe('not_found');
  }
  for (const coach of [former, next, admin]) {
    expect(codeOf(await coach.get(`/api/clients/${alone.id}`))).toBe('not_found');
  }
  expect((await move(admin, alone, next)).body).toMatchObject({ person: { coach: { id: next.id } } });
});
