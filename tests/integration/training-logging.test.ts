import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scheduledRoutineList } from '#contract/training';
import type { ExerciseView, TickExerciseInput } from '#contract/training';
import { burnedCalories } from '#contract/rules/energy';
import { dailyExercises, dailyLogs } from '#server/db/schema/index';
import { createWorld, type World } from '../support/world.ts';
import type { Client, Person } from '../support/person.ts';
import {
  assigned,
  calendar,
  cardOf,
  makeTemplate,
  oneScheduled,
  someExercises,
} from './training.fixtures.ts';

const TODAY = '2026-06-10';

let world: World;
let coach: Person;
let client: Client;
let squat: ExerciseView;
let row: ExerciseView;
let other: ExerciseView;
let templateId: number;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
  coach = await world.coach();
  [squat, row, other] = await someExercises(coach);
  const template = await makeTemplate(coach, [
    { exerciseId: squat.id, sets: 4, reps: 5, weightKg: 60 },
    { exerciseId: row.id, sets: 2, durationMinutes: 5 },
  ]);
  templateId = template.id;
});
beforeEach(async () => {
  world.clock.set(`${TODAY}T12:00:00Z`);
  client = await world.client(coach);
});
afterAll(() => world.close());

/** A plan from that day on, and the id of its first session. */
async function plan(assignedDate = TODAY, input: object = {}) {
  const made = await assigned(coach, templateId, { clientId: client.id, assignedDate, ...input });
  const { assignmentId, current } = made.assignment;
  return { assignmentId, scheduledId: current?.scheduledId ?? 0 };
}

function put(scheduledId: number, exerciseId: number, input: object, person: Person = client) {
  return person.put(`/api/scheduled-routines/${scheduledId}/exercises/${exerciseId}`, input);
}

async function set(scheduledId: number, exercise: ExerciseView, input: TickExerciseInput) {
  const answer = await put(scheduledId, exercise.id, input);
  expect(answer.status).toBe(200);
  return answer.parse(oneScheduled).scheduled;
}

function logged(scheduledId: number) {
  return world.services.db
    .select({ exercise: dailyExercises, log: dailyLogs })
    .from(dailyExercises)
    .innerJoin(dailyLogs, eq(dailyLogs.logId, dailyExercises.logId))
    .where(eq(dailyExercises.scheduledId, scheduledId))
    .orderBy(dailyExercises.exerciseId);
}

async function logOn(day: string) {
  const [log] = await world.services.db
    .select()
    .from(dailyLogs)
    .where(and(eq(dailyLogs.userId, client.id), eq(dailyLogs.date, day)));
  return log;
}

describe('Ticking an exercise', () => {
  it('logs what was planned on that day and shows it in the card', async () => {
    const { assignmentId, scheduledId } = await plan();
    const before = await cardOf(client, assignmentId);
    const scheduled = await set(scheduledId, squat, { done: true });
    expect(scheduled).toMatchObject({ status: 'planned', isCompleted: false, doneExerciseIds: [squat.id] });
    const [work] = await logged(scheduledId);
    expect(work?.exercise).toMatchObject({
      setsDone: 4,
      repsDone: 5,
      durationMinutes: null,
      weightKg: 60,
      burnedCalories: burnedCalories(
        { sets: 4, reps: 5, durationMinutes: null },
        squat.caloriesPerMinute,
        null,
      ),
    });
    expect(work?.log).toMatchObject({ date: TODAY, weight: 0, weightSource: 'unknown' });
    const after = await cardOf(client, assignmentId);
    expect(after.card).toMatchObject({
      current: { doneExerciseIds: [squat.id], isCompleted: false },
      progress: { done: 1, total: 2 },
    });
    expect(after.rev).toBe(before.rev + 1);
  });

  it("moves the card on the coach's screen", async () => {
    const { assignmentId, scheduledId } = await plan();
    const device = await coach.socket();
    await set(scheduledId, squat, { done: true });
    const change = await device.next('conversation:changed', ({ messages }) =>
      messages.some(({ card }) => card?.kind === 'routine_assignment' && card.progress.done === 1),
    );
    expect(change.messages[0]?.card).toEqual((await cardOf(client, assignmentId)).card);
  });

  it('logs what was really done where that is said', async () => {
    const { scheduledId } = await plan();
    await set(scheduledId, row, { done: true, sets: 1, durationMinutes: 12.5, weightKg: 20 });
    const [work] = await logged(scheduledId);
    expect(work?.exercise).toMatchObject({
      setsDone: 1,
      repsDone: null,
      durationMinutes: 12.5,
      weightKg: 20,
    });
  });

  it('twice changes nothing: no rev, one row', async () => {
    const { assignmentId, scheduledId } = await plan();
    await set(scheduledId, squat, { done: true });
    const before = [await cardOf(client, assignmentId), await logged(scheduledId)];
    await set(scheduledId, squat, { done: true });
    expect([await cardOf(client, assignmentId), await logged(scheduledId)]).toEqual(before);
  });

  it('again with other values replaces them; the card, which does not show them, stays', async () => {
    const { assignmentId, scheduledId } = await plan();
    await set(scheduledId, squat, { done: true });
    const { rev } = await cardOf(client, assignmentId);
    await set(scheduledId, squat, { done: true, reps: 8 });
    const [work, ...more] = await logged(scheduledId);
    expect(work?.exercise.repsDone).toBe(8);
    expect(more).toEqual([]);
    expect((await logOn(TODAY))?.burnedCalories).toBe(work?.exercise.burnedCalories);
    expect((await cardOf(client, assignmentId)).rev).toBe(rev);
  });

  it('the last one completes the session', async () => {
    const { assignmentId, scheduledId } = await plan();
    await set(scheduledId, squat, { done: true });
    const scheduled = await set(scheduledId, row, { done: true });
    expect(scheduled).toMatchObject({
      status: 'done',
      isCompleted: true,
      completedAt: '2026-06-10T12:00:00.000Z',
    });
    expect((await cardOf(client, assignmentId)).card).toMatchObject({
      current: { isCompleted: true },
      progress: { done: 2, total: 2 },
    });
  });

  it('of all exercises at once agrees on completion and on the calories of the day', async () => {
    const { scheduledId } = await plan();
    const answers = await Promise.all(
      [squat, row, squat, row, squat, row].map(({ id }) => put(scheduledId, id, { done: true })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const work = await logged(scheduledId);
    expect(work).toHaveLength(2);
    const sum = work.reduce((total, { exercise }) => total + exercise.burnedCalories, 0);
    expect((await logOn(TODAY))?.burnedCalories).toBeCloseTo(sum, 6);
    const [entry] = await calendar(client);
    expect(entry?.isCompleted).toBe(true);
  });

  it('of two sessions of one day at once keeps the sum of that day', async () => {
    const first = await plan();
    const template = await makeTemplate(coach, [{ exerciseId: other.id }]);
    const input = { clientId: client.id, assignedDate: TODAY };
    const second = (await assigned(coach, template.id, input)).assignment.current?.scheduledId ?? 0;
    await Promise.all([
      put(first.scheduledId, squat.id, { done: true }),
      put(second, other.id, { done: true }),
      put(first.scheduledId, row.id, { done: true }),
    ]);
    const work = [...(await logged(first.scheduledId)), ...(await logged(second))];
    const sum = work.reduce((total, { exercise }) => total + exercise.burnedCalories, 0);
    expect(work).toHaveLength(3);
    expect((await logOn(TODAY))?.burnedCalories).toBeCloseTo(sum, 6);
  });

  it('counts for the planned day, but never for one that has yet to come', async () => {
    const past = await plan('2026-06-08');
    await set(past.scheduledId, squat, { done: true });
    expect((await logged(past.scheduledId))[0]?.log.date).toBe('2026-06-08');
    const ahead = await plan('2026-06-12');
    await set(ahead.scheduledId, squat, { done: true });
    expect((await logged(ahead.scheduledId))[0]?.log.date).toBe(TODAY);
  });

  it('carries the last known weight, marked as such, and reckons with it', async () => {
    await client.post('/api/check-ins', { weight: 105 });
    const { scheduledId } = await plan();
    await set(scheduledId, row, { done: true });
    const [work] = await logged(scheduledId);
    expect(work?.log).toMatchObject({ weight: 105, weightSource: 'carried' });
    const burned = burnedCalories({ sets: 2, reps: null, durationMinutes: 5 }, row.caloriesPerMinute, 105);
    expect(work?.exercise.burnedCalories).toBe(burned);
  });

  it('of a session that is not the one the card shows counts there all the same', async () => {
    const { assignmentId, scheduledId } = await plan(TODAY, { isRecurring: true });
    const second = (await calendar(client))[1];
    const { rev } = await cardOf(client, assignmentId);
    await set(second?.id ?? 0, squat, { done: true });
    const after = await cardOf(client, assignmentId);
    expect(after.rev).toBe(rev + 1);
    expect(after.card.current).toMatchObject({ scheduledId, doneExerciseIds: [] });
  });
});

describe('Unticking an exercise', () => {
  it('takes the work back, and completion with it', async () => {
    const { assignmentId, scheduledId } = await plan();
    await set(scheduledId, squat, { done: true });
    await set(scheduledId, row, { done: true });
    const scheduled = await set(scheduledId, row, { done: false });
    expect(scheduled).toMatchObject({
      status: 'planned',
      isCompleted: false,
      completedAt: null,
      doneExerciseIds: [squat.id],
    });
    const work = await logged(scheduledId);
    expect((await logOn(TODAY))?.burnedCalories).toBe(work[0]?.exercise.burnedCalories);
    expect((await cardOf(client, assignmentId)).card.progress).toEqual({ done: 1, total: 2 });
  });

  it('what was never ticked changes nothing', async () => {
    const { assignmentId, scheduledId } = await plan();
    const { rev } = await cardOf(client, assignmentId);
    await set(scheduledId, squat, { done: false });
    expect((await cardOf(client, assignmentId)).rev).toBe(rev);
    expect(await logOn(TODAY)).toBeUndefined();
  });
});

describe('Whose session it is', () => {
  it("is the client's own alone", async () => {
    const { scheduledId } = await plan();
    const stranger = await world.client(coach);
    expect((await put(scheduledId, squat.id, { done: true }, stranger)).status).toBe(404);
    expect((await put(scheduledId, squat.id, { done: true }, coach)).status).toBe(403);
    expect((await put(scheduledId, other.id, { done: true })).status).toBe(404);
    expect((await put(999_999, squat.id, { done: true })).status).toBe(404);
    expect((await put(scheduledId, squat.id, { done: 'yes' })).status).toBe(422);
    expect((await put(scheduledId, squat.id, {})).status).toBe(422);
  });

  it('decides who sees the calendar', async () => {
    await plan();
    const path = '/api/scheduled-routines?from=2026-06-01&to=2026-06-30';
    const seen = (await coach.get(`${path}&clientId=${client.id}`)).parse(scheduledRoutineList);
    expect(seen.items).toEqual((await client.get(path)).parse(scheduledRoutineList).items);
    expect(seen.items).toHaveLength(1);
    const unnamed = await coach.get(path);
    expect(unnamed.status).toBe(422);
    expect(unnamed.body).toMatchObject({ errors: [{ path: 'clientId' }] });
    const stranger = await world.client(coach);
    for (const person of [stranger, await world.coach(), await world.admin()]) {
      expect((await person.get(`${path}&clientId=${client.id}`)).status).toBe(404);
    }
    expect((await client.get('/api/scheduled-routines?from=2026-06-30&to=2026-06-01')).status).toBe(422);
  });
});
