import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exerciseList, routineTemplateList } from '#contract/training';
import type { ExerciseView } from '#contract/training';
import { exercises } from '#server/db/schema/index';
import { createWorld, type World } from '../support/world.ts';
import type { Person } from '../support/person.ts';
import { assigned, makeTemplate, oneTemplate, planned, someExercises } from './training.fixtures.ts';

let world: World;
let coach: Person;
let squat: ExerciseView;
let press: ExerciseView;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set('2026-06-10T12:00:00Z');
  coach = await world.coach();
  [squat, press] = await someExercises(coach);
});
afterAll(() => world.close());

describe('The exercise catalogue', () => {
  beforeAll(async () => {
    await world.services.db.insert(exercises).values([
      { name: 'Quizzel Carry', category: 'Strength', aliases: ['Élevé lift', 'front-loaded walk'] },
      { name: 'Quizzel Secret', category: 'Strength', isPublic: false },
    ]);
  });

  const found = async (query: string) =>
    (await coach.get(`/api/exercises?${query}`)).parse(exerciseList).items.map(({ name }) => name);

  it.each(['q=quizz', 'q=QUIZZEL%20car', 'q=carry%20quiz', 'q=eleve', 'q=ÉLEV%20lift', 'q=loaded%20front'])(
    'is found by the beginnings of words, whatever their case or accents: %s',
    async (query) => {
      expect(await found(query)).toEqual(['Quizzel Carry']);
    },
  );

  it.each(['q=uizzel', 'q=quizzel%20squash', 'q=quizzel&category=Cardio', 'q=secret'])(
    'is not found by other pieces, in other categories or when not public: %s',
    async (query) => {
      expect(await found(query)).toEqual([]);
    },
  );

  it('takes what is typed as words, not as a pattern', async () => {
    expect(await found('q=.*')).toEqual(await found(''));
    expect(await found('q=quizz%25')).toEqual(['Quizzel Carry']);
  });

  it('comes page by page, each exercise once', async () => {
    const all = (await coach.get('/api/exercises?limit=100')).parse(exerciseList).items;
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null && seen.length < all.length) {
      const page: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const answer = (await coach.get(`/api/exercises?limit=40${page}`)).parse(exerciseList);
      seen.push(...answer.items.map(({ id }) => id));
      cursor = answer.nextCursor;
    }
    expect(seen.slice(0, all.length)).toEqual(all.map(({ id }) => id));
  });
});

describe('Routine templates', () => {
  it('are made with trimmed names and exercises in their order', async () => {
    const answer = await coach.post('/api/routine-templates', {
      name: '  Upper A ',
      description: 'Push day',
      exercises: [
        { exerciseId: press.id, sets: 3, reps: 8, weightKg: 40, orderIndex: 2 },
        { exerciseId: squat.id, sets: 1, durationMinutes: 10, orderIndex: 1 },
      ],
    });
    expect(answer.status).toBe(201);
    const { template } = answer.parse(oneTemplate);
    expect(template).toMatchObject({ name: 'Upper A', description: 'Push day', activeAssignments: 0 });
    expect(template.exercises).toEqual([
      {
        exerciseId: squat.id,
        name: squat.name,
        sets: 1,
        reps: null,
        durationMinutes: 10,
        weightKg: 0,
        dayOfWeek: null,
        orderIndex: 1,
      },
      {
        exerciseId: press.id,
        name: press.name,
        sets: 3,
        reps: 8,
        durationMinutes: null,
        weightKg: 40,
        dayOfWeek: null,
        orderIndex: 2,
      },
    ]);
    const again = await coach.get(`/api/routine-templates/${template.id}`);
    expect(again.parse(oneTemplate).template).toEqual(template);
  });

  it.each([
    ['twice for every day', [{}, {}], 'exercises.1.exerciseId'],
    ['twice on one day', [{ dayOfWeek: 1 }, { dayOfWeek: 1 }], 'exercises.1.dayOfWeek'],
    ['on a day, and on every day', [{ dayOfWeek: 1 }, {}], 'exercises.1.exerciseId'],
    ['on every day, and on a day', [{}, { dayOfWeek: 1 }], 'exercises.1.dayOfWeek'],
  ])('refuse an exercise %s', async (_, lines, path) => {
    const input = lines.map((line) => planned({ exerciseId: squat.id, ...line }));
    const answer = await coach.post('/api/routine-templates', { name: 'Twice', exercises: input });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ path }] });
  });

  it('take an exercise on several days', async () => {
    const { exercises } = await makeTemplate(coach, [
      { exerciseId: squat.id, dayOfWeek: 1 },
      { exerciseId: squat.id, dayOfWeek: 4 },
    ]);
    expect(exercises.map(({ dayOfWeek }) => dayOfWeek)).toEqual([1, 4]);
  });

  it('name the line whose exercise is not in the catalogue', async () => {
    const lines = [planned({ exerciseId: squat.id }), planned({ exerciseId: 999_999 })];
    const answer = await coach.post('/api/routine-templates', { name: 'Odd', exercises: lines });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ path: 'exercises.1.exerciseId' }] });
  });

  it('refuse a line without work, an empty plan and unknown fields', async () => {
    const line = planned({ exerciseId: squat.id });
    const wrong = [
      { name: 'Empty', exercises: [] },
      { name: ' ', exercises: [line] },
      { name: 'No work', exercises: [{ exerciseId: squat.id, sets: 3 }] },
      { name: 'Extra', exercises: [{ ...line, rest: 60 }] },
      { name: 'Long', description: 'x'.repeat(256), exercises: [line] },
    ];
    for (const input of wrong) expect((await coach.post('/api/routine-templates', input)).status).toBe(422);
  });

  it('are replaced whole', async () => {
    const { id } = await makeTemplate(coach, [{ exerciseId: squat.id }]);
    const answer = await coach.put(`/api/routine-templates/${id}`, {
      name: 'Lower B',
      exercises: [planned({ exerciseId: press.id })],
    });
    expect(answer.parse(oneTemplate).template).toMatchObject({
      id,
      name: 'Lower B',
      exercises: [{ name: press.name }],
    });
  });

  it('go for good when nobody was given them', async () => {
    const { id } = await makeTemplate(coach, [{ exerciseId: squat.id }]);
    expect((await coach.delete(`/api/routine-templates/${id}`)).status).toBe(204);
    expect((await coach.get(`/api/routine-templates/${id}`)).status).toBe(404);
  });

  it('are archived when somebody was: gone from lists, not assigned again, the plan stays', async () => {
    const client = await world.client(coach);
    const { id } = await makeTemplate(coach, [{ exerciseId: squat.id }]);
    const input = { clientId: client.id, assignedDate: '2026-06-10' };
    const { assignment } = await assigned(coach, id, input);
    expect((await coach.get(`/api/routine-templates/${id}`)).body).toMatchObject({
      template: { activeAssignments: 1 },
    });
    expect((await coach.delete(`/api/routine-templates/${id}`)).status).toBe(204);
    const list = (await coach.get('/api/routine-templates?limit=100')).parse(routineTemplateList);
    expect(list.items.map((template) => template.id)).not.toContain(id);
    const again = { ...input, assignedDate: '2026-06-11' };
    expect((await coach.post(`/api/routine-templates/${id}/assign`, again)).status).toBe(404);
    expect((await client.get(`/api/routine-assignments/${assignment.assignmentId}`)).body).toMatchObject({
      assignment: { status: 'active', name: 'Lower A' },
    });
  });

  it('deleted while being assigned, either stay behind the plan or were never given', async () => {
    const client = await world.client(coach);
    const tries = Array.from({ length: 6 }, async () => {
      const { id } = await makeTemplate(coach, [{ exerciseId: squat.id }]);
      const path = `/api/routine-templates/${id}`;
      const [given, removed] = await Promise.all([
        coach.post(`${path}/assign`, { clientId: client.id, assignedDate: '2026-06-10' }),
        coach.delete(path),
      ]);
      expect(removed.status).toBe(204);
      expect([201, 404]).toContain(given.status);
      expect((await coach.get(path)).status).toBe(404);
    });
    await Promise.all(tries);
  });

  it('are listed by name, page by page', async () => {
    const other = await world.coach();
    for (const name of ['b', 'A', 'c']) await makeTemplate(other, [{ exerciseId: squat.id }], name);
    const first = (await other.get('/api/routine-templates?limit=2')).parse(routineTemplateList);
    expect(first.items.map(({ name }) => name)).toEqual(['A', 'b']);
    const path = `/api/routine-templates?limit=2&cursor=${first.nextCursor}`;
    const rest = (await other.get(path)).parse(routineTemplateList);
    expect(rest.items.map(({ name }) => name)).toEqual(['c']);
  });

  it("are the coach's own", async () => {
    const { id } = await makeTemplate(coach, [{ exerciseId: squat.id }]);
    const input = { name: 'Mine', exercises: [planned({ exerciseId: squat.id })] };
    const path = `/api/routine-templates/${id}`;
    for (const other of [await world.coach(), await world.admin()]) {
      expect((await other.get(path)).status).toBe(404);
      expect((await other.put(path, input)).status).toBe(404);
      expect((await other.delete(path)).status).toBe(404);
    }
    const client = await world.client(coach);
    expect((await client.get('/api/routine-templates')).status).toBe(403);
    expect((await client.post('/api/routine-templates', input)).status).toBe(403);
    expect((await client.get(path)).status).toBe(403);
    expect((await client.put(path, input)).status).toBe(403);
    expect((await client.delete(path)).status).toBe(403);
  });
});
