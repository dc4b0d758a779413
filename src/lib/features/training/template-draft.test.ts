import { expect, it } from 'vitest';
import type { ExerciseView, RoutineTemplateView } from '#contract/training';
import { TemplateDraft } from './template-draft.svelte.ts';

const squat: ExerciseView = { id: 7, name: 'Back squat', category: 'Strength', caloriesPerMinute: 6 };
const row: ExerciseView = { id: 8, name: 'Rowing', category: 'Cardio', caloriesPerMinute: 9 };

const stored: RoutineTemplateView = {
  id: 1,
  name: 'Lower A',
  description: null,
  activeAssignments: 0,
  updatedAt: '2026-11-22T10:00:00.000Z',
  exercises: [
    {
      exerciseId: 7,
      name: 'Back squat',
      sets: 3,
      reps: 5,
      durationMinutes: null,
      weightKg: 61.25,
      dayOfWeek: 1,
      orderIndex: 0,
    },
  ],
};

const names = (draft: TemplateDraft) => draft.lines.map((line) => line.name);

it('starts lines with figures that are usual for their kind', () => {
  const draft = new TemplateDraft('metric');
  draft.add(squat);
  draft.add(row);
  expect(draft.toInput().exercises).toEqual([
    expect.objectContaining({ exerciseId: 7, sets: 3, reps: 10, durationMinutes: null, orderIndex: 0 }),
    expect.objectContaining({ exerciseId: 8, sets: 1, reps: null, durationMinutes: 20, orderIndex: 1 }),
  ]);
});

it('moves lines, but not past the ends, and puts a removed one back where it was', () => {
  const draft = new TemplateDraft('metric');
  const first = draft.add(squat);
  draft.add(row);
  expect(draft.move(first, -1)).toBe(false);
  expect(draft.move(first, 1)).toBe(true);
  expect(names(draft)).toEqual(['Rowing', 'Back squat']);

  const undo = draft.remove(first);
  draft.add(squat);
  expect(names(draft)).toEqual(['Rowing', 'Back squat']);
  undo();
  expect(draft.lines[1]).toBe(first);
});

it('is dirty only while it differs from what is stored', () => {
  const draft = new TemplateDraft('imperial', stored);
  expect(draft.dirty).toBe(false);
  draft.name = 'Lower B';
  expect(draft.dirty).toBe(true);
  draft.name = 'Lower A';
  expect(draft.dirty).toBe(false);
});

it('keeps a load nobody touched exactly, and converts one that was', () => {
  const draft = new TemplateDraft('imperial', stored);
  expect(draft.toInput().exercises[0]?.weightKg).toBe(61.25);
  const [line] = draft.lines;
  if (line) line.load = 140;
  expect(draft.toInput().exercises[0]?.weightKg).toBeCloseTo(63.503, 3);
});

it('says what is missing at the paths the server uses', () => {
  const draft = new TemplateDraft('metric');
  expect(draft.problems().map((problem) => problem.path)).toEqual(['name', 'exercises']);
  const line = draft.add(row);
  draft.name = 'Cardio';
  line.sets = null;
  line.amount = null;
  expect(draft.problems().map((problem) => problem.path)).toEqual([
    'exercises.0.sets',
    'exercises.0.durationMinutes',
  ]);
});
