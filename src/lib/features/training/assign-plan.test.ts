import { expect, it } from 'vitest';
import type { PlannedExercise } from '#contract/cards';
import { namesDays, plannedDates, previewDays } from './assign-plan.ts';

// A Sunday.
const today = '2026-11-22';

const line = (exerciseId: number, dayOfWeek: number | null): PlannedExercise => ({
  exerciseId,
  name: `Exercise ${exerciseId}`,
  sets: 3,
  reps: 8,
  durationMinutes: null,
  weightKg: 0,
  dayOfWeek,
  orderIndex: exerciseId,
});

const plan = {
  exercises: [line(1, null)],
  assignedDate: '2026-11-24',
  isRecurring: false,
  recurringDay: null,
};

it('gives a one-off plan its one day', () => {
  expect(plannedDates(plan, today)).toEqual(['2026-11-24']);
});

it('repeats a weekly plan on the chosen weekday', () => {
  const dates = plannedDates({ ...plan, isRecurring: true, recurringDay: 5 }, today);
  expect(dates[0]).toBe('2026-11-27');
  expect(dates[1]).toBe('2026-12-04');
});

it('never reaches back before today for a weekly plan', () => {
  const dates = plannedDates({ ...plan, assignedDate: '2026-11-10', isRecurring: true }, today);
  expect(dates[0]).toBe('2026-11-24');
});

it('shows each different session once, on its first date', () => {
  const exercises = [line(1, 1), line(2, 4), line(3, null)];
  expect(namesDays(exercises)).toBe(true);
  const days = previewDays({ ...plan, exercises, isRecurring: true }, today);
  expect(days.map(({ date, exercises }) => [date, exercises.map((one) => one.exerciseId)])).toEqual([
    ['2026-11-26', [2, 3]],
    ['2026-11-30', [1, 3]],
  ]);
});
