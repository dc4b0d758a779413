import { expect, it } from 'vitest';
import type { PlannedExercise, RoutineAssignmentCard } from '#contract/cards';
import { listedExercises, routineState, sessionWords } from './routine-card.ts';

const line = (exerciseId: number, dayOfWeek: number | null): PlannedExercise => ({
  exerciseId,
  name: `Exercise ${exerciseId}`,
  sets: 3,
  reps: 8,
  durationMinutes: null,
  weightKg: 60,
  dayOfWeek,
  orderIndex: exerciseId,
});

// 2026-11-16 is a Monday.
const card: RoutineAssignmentCard = {
  kind: 'routine_assignment',
  assignmentId: 1,
  templateId: 1,
  name: 'Lower A',
  assignedDate: '2026-11-16',
  isRecurring: true,
  recurringDay: 1,
  status: 'active',
  exercises: [line(1, 1), line(2, 4), line(3, null)],
  current: { scheduledId: 9, scheduledDate: '2026-11-16', isCompleted: false, doneExerciseIds: [] },
  progress: { done: 0, total: 2 },
};

it('lists what is due on the day of the session, and everything without one', () => {
  expect(listedExercises(card).map((exercise) => exercise.exerciseId)).toEqual([1, 3]);
  expect(listedExercises({ ...card, current: null })).toHaveLength(3);
});

it.each([
  ['open', card, 1],
  ['done', card, 2],
  ['ended', { ...card, status: 'ended' as const }, 2],
  ['waiting', { ...card, current: null }, 0],
])('is %s', (state, shown, done) => {
  expect(routineState(shown, done)).toBe(state);
});

it.each([
  ['2026-11-16', 'Today'],
  ['2026-11-15', 'Tomorrow'],
  ['2026-11-17', 'Due since yesterday'],
])('on %s it is about %s', (today, words) => {
  expect(sessionWords(card, today)).toBe(words);
});
