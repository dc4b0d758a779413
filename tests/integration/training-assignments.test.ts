import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assignedRoutine, assignmentList } from '#contract/training';
import type { ExerciseView } from '#contract/training';
import { createWorld, type World } from '../support/world.ts';
import type { Client, Person } from '../support/person.ts';
import {
  assigned,
  calendar,
  cardOf,
  datesOf,
  makeTemplate,
  planned,
  someExercises,
  thread,
} from './training.fixtures.ts';

/** A Wednesday. */
const TODAY = '2026-06-10';
const [MONDAY, WEDNESDAY, FRIDAY] = [1, 3, 5];

let world: World;
let coach: Person;
let client: Client;
let squat: ExerciseView;
let press: ExerciseView;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
  coach = await world.coach();
  [squat, press] = await someExercises(coach);
});
beforeEach(async () => {
  world.clock.set(`${TODAY}T12:00:00Z`);
  client = await world.client(coach);
});
afterAll(() => world.close());

const simple = () => makeTemplate(coach, [{ exerciseId: squat.id }, { exerciseId: press.id, weightKg: 40 }]);
const onDays = () =>
  makeTemplate(coach, [
    { exerciseId: squat.id, dayOfWeek: MONDAY },
    { exerciseId: squat.id, dayOfWeek: FRIDAY },
    { exerciseId: press.id },
  ]);

describe('Assigning a routine', () => {
  it('gives the client a plan, its day in the calendar and a card from the coach', async () => {
    const template = await simple();
    const input = { clientId: client.id, assignedDate: TODAY };
    const { assignment, message } = await assigned(coach, template.id, input);
    expect(assignment).toMatchObject({
      templateId: template.id,
      name: 'Lower A',
      assignedDate: TODAY,
      isRecurring: false,
      recurringDay: null,
      status: 'active',
      current: { scheduledDate: TODAY, isCompleted: false, doneExerciseIds: [] },
      progress: { done: 0, total: 2 },
    });
    expect(assignment.exercises).toEqual(template.exercises);
    expect(message).toMatchObject({
      kind: 'routine_assignment',
      senderId: coach.id,
      text: 'Assigned: Lower A, 2 exercises',
      card: assignment,
    });
    expect(await datesOf(client)).toEqual([TODAY]);
  });

  it('is a copy: later changes of the template leave it alone', async () => {
    const { id } = await simple();
    const { assignment } = await assigned(coach, id, { clientId: client.id, assignedDate: TODAY });
    await coach.put(`/api/routine-templates/${id}`, {
      name: 'Other',
      exercises: [planned({ exerciseId: press.id })],
    });
    const { card } = await cardOf(client, assignment.assignmentId);
    expect(card).toEqual(assignment);
  });

  it('once, takes each of its weekdays within seven days', async () => {
    const { id } = await onDays();
    const { assignment } = await assigned(coach, id, { clientId: client.id, assignedDate: TODAY });
    const entries = await calendar(client);
    expect(entries.map(({ scheduledDate }) => scheduledDate)).toEqual(['2026-06-12', '2026-06-15']);
    expect(entries[0]?.exercises.map(({ name }) => name)).toEqual([squat.name, press.name]);
    expect(assignment.current?.scheduledDate).toBe('2026-06-12');
    expect(assignment.progress).toEqual({ done: 0, total: 2 });
  });

  it('every week, fills eight weeks ahead', async () => {
    const { id } = await onDays();
    const input = { clientId: client.id, assignedDate: TODAY, isRecurring: true };
    const { assignment } = await assigned(coach, id, input);
    expect(assignment).toMatchObject({ isRecurring: true, recurringDay: WEDNESDAY });
    const dates = await datesOf(client);
    expect(dates).toHaveLength(16);
    expect([dates[0], dates.at(-1)]).toEqual(['2026-06-12', '2026-08-03']);
  });

  it('every week, takes the day that is named where the exercises name none', async () => {
    const { id } = await simple();
    const input = { clientId: client.id, assignedDate: TODAY, isRecurring: true, recurringDay: MONDAY };
    const { assignment } = await assigned(coach, id, input);
    expect(assignment.recurringDay).toBe(MONDAY);
    expect((await datesOf(client)).slice(0, 2)).toEqual(['2026-06-15', '2026-06-22']);
  });

  it('every week since some days ago, begins today', async () => {
    const { id } = await simple();
    await assigned(coach, id, { clientId: client.id, assignedDate: '2026-06-03', isRecurring: true });
    expect((await datesOf(client))[0]).toBe(TODAY);
  });

  it('for a day that has passed where the client lives, shows the last session', async () => {
    const { id } = await simple();
    const { assignment } = await assigned(coach, id, { clientId: client.id, assignedDate: '2026-06-01' });
    expect(assignment.current?.scheduledDate).toBe('2026-06-01');
  });

  it('takes no date too far away, and no recurring day for a plan that happens once', async () => {
    const { id } = await simple();
    const wrong = [
      { assignedDate: '2026-05-10' },
      { assignedDate: '2027-06-11' },
      { assignedDate: '2026-02-30' },
      { assignedDate: TODAY, recurringDay: 1 },
    ];
    for (const input of wrong) {
      const answer = await coach.post(`/api/routine-templates/${id}/assign`, {
        clientId: client.id,
        ...input,
      });
      expect(answer.status).toBe(422);
    }
    await assigned(coach, id, { clientId: client.id, assignedDate: '2026-05-11' });
    await assigned(coach, id, { clientId: client.id, assignedDate: '2027-06-10' });
  });

  it('the same again is a conflict, and under its request id the first result', async () => {
    const { id } = await simple();
    const path = `/api/routine-templates/${id}/assign`;
    const input = { clientId: client.id, assignedDate: TODAY, clientRequestId: randomUUID() };
    const first = await assigned(coach, id, input);
    const replay = await coach.post(path, input);
    expect(replay.status).toBe(200);
    expect(replay.parse(assignedRoutine)).toEqual(first);
    const { clientRequestId: _, ...without } = input;
    expect((await coach.post(path, without)).status).toBe(409);
    expect((await coach.post(path, { ...input, assignedDate: '2026-06-11' })).status).toBe(409);
    const other = await simple();
    expect((await coach.post(`/api/routine-templates/${other.id}/assign`, input)).status).toBe(409);
  });

  it('twenty at once leave one plan and one card', async () => {
    const { id } = await simple();
    const input = { clientId: client.id, assignedDate: TODAY };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => coach.post(`/api/routine-templates/${id}/assign`, input)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(await datesOf(client)).toEqual([TODAY]);
    const cards = (await thread(client)).filter(({ kind }) => kind === 'routine_assignment');
    expect(cards).toHaveLength(1);
  });

  it("is for a coach's own templates and clients", async () => {
    const { id } = await simple();
    const path = `/api/routine-templates/${id}/assign`;
    const input = { clientId: client.id, assignedDate: TODAY };
    const other = await world.coach();
    expect((await other.post(path, input)).status).toBe(404);
    const theirs = await makeTemplate(other, [{ exerciseId: squat.id }]);
    expect((await other.post(`/api/routine-templates/${theirs.id}/assign`, input)).status).toBe(404);
    expect((await client.post(path, input)).status).toBe(403);
    expect((await coach.post(path, { ...input, clientId: other.id })).status).toBe(404);
  });
});

describe("A client's assignments", () => {
  it('are listed active ones first, page by page, for the two of the thread', async () => {
    const templates = [await simple(), await simple(), await simple()];
    const ids: number[] = [];
    for (const { id } of templates) {
      const made = await assigned(coach, id, { clientId: client.id, assignedDate: TODAY });
      ids.push(made.assignment.assignmentId);
    }
    await coach.delete(`/api/routine-assignments/${ids[2] ?? 0}`);
    const path = `/api/clients/${client.id}/routine-assignments`;
    const first = (await client.get(`${path}?limit=2`)).parse(assignmentList);
    expect(first.items.map(({ assignmentId }) => assignmentId)).toEqual([ids[1], ids[0]]);
    const rest = (await coach.get(`${path}?limit=2&cursor=${first.nextCursor}`)).parse(assignmentList);
    expect(rest.items.map(({ assignmentId }) => assignmentId)).toEqual([ids[2]]);
    const others = [await world.coach(), await world.client(coach), await world.admin()];
    for (const other of others) {
      expect((await other.get(path)).status).toBe(404);
      expect((await other.get(`/api/routine-assignments/${ids[0] ?? 0}`)).status).toBe(404);
    }
  });
});
