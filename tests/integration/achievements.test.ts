import { randomUUID } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AchievementCard } from '#contract/cards';
import { messagePage } from '#contract/conversations';
import { addDays } from '#contract/rules/weeks';
import { achievements, checkIns, dailyLogs, messages, userAchievements } from '#server/db/schema/index';
import { evaluateAchievements, loadAchievementDefinitions } from '#server/features/achievements/index';
import { achievementListener, sweepAchievements } from '#server/features/achievements/index';
import { appendMessage, lockConversation } from '#server/features/conversations/numbering';
import { openTransaction } from '#server/kernel/transaction';
import { createWorld, type World } from '../support/world.ts';
import type { Client, Person } from '../support/person.ts';
import { assigned, calendar, makeTemplate, someExercises } from './training.fixtures.ts';

let world: World;
let coach: Person;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set('2026-06-10T12:00:00Z');
  coach = await world.coach();
  await loadAchievementDefinitions(world.services.db);
});
afterAll(() => world.close());

async function cardsOf(client: Client) {
  const answer = await client.get(`/api/conversations/${client.conversationId}/messages?limit=100`);
  return answer.parse(messagePage).items.filter(({ kind }) => kind === 'achievement');
}

async function unlockedBy(client: Client): Promise<string[]> {
  const cards = (await cardsOf(client)).map(({ card }) => card);
  return cards
    .filter((card): card is AchievementCard => card?.kind === 'achievement')
    .map(({ name }) => name);
}

function evaluate(client: Person): Promise<void> {
  return evaluateAchievements(world.services, { userId: client.id });
}

/** A message that was stored while nobody was left to notice it. */
async function storedBeforeACrash(client: Client): Promise<void> {
  await openTransaction(world.services, async (open) => {
    const conversation = await lockConversation(open.tx, client.conversationId);
    await appendMessage(open, conversation, { senderId: client.id, content: 'Hi' }, world.clock.now());
  });
}

async function weighed(client: Client, firstDay: string, days: number): Promise<void> {
  const rows = Array.from({ length: days }, (_, index) => ({
    userId: client.id,
    date: addDays(firstDay, index),
    weight: 80,
  }));
  await world.services.db.insert(dailyLogs).values(rows);
}

describe('Definitions', () => {
  it('are loaded once, and put right when they were changed', async () => {
    const { db } = world.services;
    const read = () => db.select().from(achievements).orderBy(achievements.achievementId);
    const before = await read();
    expect(before.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['First message', 'First check-in', 'First workout', '7-day streak']),
    );
    await db.update(achievements).set({ rarity: 'legendary' }).where(eq(achievements.name, 'First message'));
    await loadAchievementDefinitions(db);
    await loadAchievementDefinitions(db);
    expect(await read()).toEqual(before);
  });
});

describe('Unlocking', () => {
  it('posts a card from the client into their thread', async () => {
    const client = await world.client(coach);
    await client.post('/api/check-ins', { feeling: 4 });
    await evaluate(client);
    const [message] = await cardsOf(client);
    expect(message).toMatchObject({
      senderId: client.id,
      text: 'Achievement: First check-in',
      card: {
        kind: 'achievement',
        clientId: client.id,
        name: 'First check-in',
        rarity: 'common',
        unlockedAt: '2026-06-10T12:00:00.000Z',
      },
    });
  });

  it('happens once, however many look at the same time', async () => {
    const client = await world.client(coach);
    await storedBeforeACrash(client);
    await client.post('/api/check-ins', { feeling: 4 });
    await Promise.all(Array.from({ length: 20 }, () => evaluate(client)));
    await evaluate(client);
    expect((await unlockedBy(client)).sort()).toEqual(['First check-in', 'First message']);
    const [rows] = await world.services.db
      .select({ count: count() })
      .from(userAchievements)
      .where(eq(userAchievements.userId, client.id));
    expect(rows?.count).toBe(2);
  });

  it('takes a finished workout, not a begun one', async () => {
    const client = await world.client(coach);
    const [first, second] = await someExercises(coach);
    const { id } = await makeTemplate(coach, [{ exerciseId: first.id }, { exerciseId: second.id }]);
    await assigned(coach, id, { clientId: client.id, assignedDate: '2026-06-10' });
    const [entry] = await calendar(client);
    const tick = (exerciseId: number) =>
      client.put(`/api/scheduled-routines/${entry?.id ?? 0}/exercises/${exerciseId}`, { done: true });
    await tick(first.id);
    await evaluate(client);
    expect(await unlockedBy(client)).toEqual([]);
    await tick(second.id);
    await evaluate(client);
    expect(await unlockedBy(client)).toEqual(['First workout']);
  });

  it('takes seven days in a row, not seven days', async () => {
    const client = await world.client(coach);
    await weighed(client, '2026-05-01', 6);
    await weighed(client, '2026-05-08', 3);
    await evaluate(client);
    expect(await unlockedBy(client)).toEqual([]);
    await weighed(client, '2026-05-07', 1);
    await evaluate(client);
    expect(await unlockedBy(client)).toEqual(['7-day streak']);
  });

  it("counts the days of a streak in the client's zone", async () => {
    const client = await world.client(coach, { timeZone: 'Pacific/Kiritimati' });
    await weighed(client, '2026-05-12', 6);
    // Still Sunday the 17th in Greenwich, already Monday the 18th there.
    const submittedAt = new Date('2026-05-17T20:00:00Z');
    await world.services.db
      .insert(checkIns)
      .values({ clientId: client.id, weekOf: '2026-05-18', feeling: 3, submittedAt });
    await evaluate(client);
    expect(await unlockedBy(client)).toContain('7-day streak');
  });

  it('does not count days on which only a weight was carried along', async () => {
    const client = await world.client(coach);
    await weighed(client, '2026-05-01', 7);
    await world.services.db
      .update(dailyLogs)
      .set({ weightSource: 'carried' })
      .where(eq(dailyLogs.userId, client.id));
    await evaluate(client);
    expect(await unlockedBy(client)).toEqual([]);
  });

  it('is not for coaches', async () => {
    const client = await world.client(coach);
    const path = `/api/conversations/${client.conversationId}/messages`;
    await coach.post(path, { clientMessageId: randomUUID(), text: 'Welcome' });
    await evaluate(coach);
    await evaluate(await world.admin());
    const rows = await world.services.db
      .select()
      .from(userAchievements)
      .where(eq(userAchievements.userId, coach.id));
    expect(rows).toEqual([]);
  });
});

describe('Noticing', () => {
  it("sees a client's first message, sent over HTTP, and later ones cost nothing", async () => {
    const bus = world.services.bus;
    achievementListener(world.services);
    const client = await world.client(coach);
    const path = `/api/conversations/${client.conversationId}/messages`;
    const send = () => client.post(path, { clientMessageId: randomUUID(), text: 'Hello' });
    await Promise.all(Array.from({ length: 10 }, send));
    await vi.waitFor(async () => {
      expect(await unlockedBy(client)).toEqual(['First message']);
    });
    const looks = vi.spyOn(world.services.db, 'select');
    bus.publish([{ name: 'message.sent', data: { messageId: 1, senderId: client.id } }]);
    expect(looks).not.toHaveBeenCalled();
    looks.mockRestore();
  });

  it('follows a check-in and a finished workout on its own', async () => {
    const client = await world.client(coach);
    const [exercise] = await someExercises(coach);
    const { id } = await makeTemplate(coach, [{ exerciseId: exercise.id }]);
    await assigned(coach, id, { clientId: client.id, assignedDate: '2026-06-10' });
    await client.post('/api/check-ins', { feeling: 4 });
    const [entry] = await calendar(client);
    const path = `/api/scheduled-routines/${entry?.id ?? 0}/exercises/${exercise.id}`;
    await client.put(path, { done: true });
    await vi.waitFor(
      async () => {
        expect((await unlockedBy(client)).sort()).toEqual(['First check-in', 'First workout']);
      },
      { timeout: 10_000, interval: 100 },
    );
  });

  it('finds at the next start what a crash left unseen, and nothing else', async () => {
    const client = await world.client(coach);
    const quiet = await world.client(coach);
    await storedBeforeACrash(client);
    await weighed(client, '2026-05-01', 8);
    await sweepAchievements(world.services);
    await sweepAchievements(world.services);
    expect((await unlockedBy(client)).sort()).toEqual(['7-day streak', 'First message']);
    expect(await unlockedBy(quiet)).toEqual([]);
  });

  it('leaves the evaluation due in the same transaction as what it is about', async () => {
    const client = await world.client(coach);
    const enqueue = vi.spyOn(world.services.jobs, 'enqueue').mockRejectedValueOnce(new Error('no queue'));
    expect((await client.post('/api/check-ins', { feeling: 4 })).status).toBe(500);
    enqueue.mockRestore();
    const stored = await world.services.db
      .select()
      .from(messages)
      .where(eq(messages.conversationId, client.conversationId));
    expect(stored).toEqual([]);
    expect((await client.post('/api/check-ins', { feeling: 4 })).status).toBe(201);
  });
});
