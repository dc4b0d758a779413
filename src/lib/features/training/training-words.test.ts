import { describe, expect, it } from 'vitest';
import { dayList, dayWords, scheduleWords, setLine, setWords } from './training-words.ts';

const reps = { sets: 3, reps: 8, durationMinutes: null, weightKg: 60 };
const minutes = { sets: 1, reps: null, durationMinutes: 20, weightKg: 0 };

it.each([
  [reps, 'metric', '3 × 8 × 60\u00a0kg'],
  [reps, 'imperial', '3 × 8 × 132.3\u00a0lb'],
  [{ ...reps, weightKg: 0 }, 'metric', '3 × 8'],
  [minutes, 'metric', '20\u00a0min'],
  [{ ...minutes, sets: 3, durationMinutes: 1.5 }, 'metric', '3 × 1.5\u00a0min'],
  [{ ...minutes, weightKg: 24 }, 'metric', '20\u00a0min × 24\u00a0kg'],
] as const)('writes %j in %s units as %s', (plan, units, line) => {
  expect(setLine(plan, units)).toBe(line);
});

it('reads sets aloud as words', () => {
  expect(setWords(reps, 'metric')).toBe('3 sets of 8 at 60\u00a0kg');
  expect(setWords(minutes, 'metric')).toBe('1 set of 20 minutes');
});

// A Sunday.
const today = '2026-11-22';

it.each([
  ['2026-11-22', 'Today'],
  ['2026-11-23', 'Tomorrow'],
  ['2026-11-21', 'Yesterday'],
  ['2026-11-26', 'Thursday'],
])('calls %s %s', (day, words) => {
  expect(dayWords(day, today)).toBe(words);
});

it.each([
  [[1], 'Monday'],
  [[0, 1], 'Mon and Sun'],
  [[5, 3, 1], 'Mon, Wed and Fri'],
  [[0, 1, 2, 3, 4, 5, 6], 'day'],
])('lists the days %j', (days, words) => {
  expect(dayList(days)).toBe(words);
});

describe('a plan', () => {
  const plan = { assignedDate: '2026-11-16', isRecurring: false, recurringDay: null, exercises: [] };
  const on = (...days: (number | null)[]) => days.map((dayOfWeek) => ({ dayOfWeek }));

  it('that happens once names its day', () => {
    expect(scheduleWords({ ...plan, exercises: on(null) }, today)).toMatch(/^Monday .*16|^Monday .*November/);
  });

  it('that repeats names the days its exercises are on', () => {
    expect(scheduleWords({ ...plan, isRecurring: true, recurringDay: 2 }, today)).toBe('Every Tuesday');
    const split = { ...plan, isRecurring: true, recurringDay: 2, exercises: on(1, 4, null) };
    expect(scheduleWords(split, today)).toBe('Every Mon and Thu');
  });

  it('that spreads over a week says so', () => {
    expect(scheduleWords({ ...plan, exercises: on(1, 4) }, today)).toMatch(/^Mon and Thu, once from /);
  });
});
