import { expect, it } from 'vitest';
import type { CheckInView } from '#contract/check-ins';
import type { ScheduledRoutineView } from '#contract/training';
import { comingUp, earlierThisWeek, nextThing, range } from './next-thing.ts';

// A Thursday; its week began on Monday 16 November.
const today = '2026-11-19';

const entry = (scheduledDate: string, isCompleted = false): ScheduledRoutineView => ({
  id: Date.parse(scheduledDate) / 86_400_000,
  clientId: 1,
  assignmentId: 1,
  name: 'Lower A',
  scheduledDate,
  status: isCompleted ? 'done' : 'planned',
  isCompleted,
  completedAt: null,
  exercises: [],
  doneExerciseIds: [],
});

const checkIn: CheckInView = {
  kind: 'check_in',
  checkInId: 1,
  clientId: 1,
  weekOf: '2026-11-16',
  weight: 78.4,
  weightDelta: null,
  feeling: 4,
  notes: null,
  photos: { front: null, side: null, back: null },
  status: 'submitted',
  submittedAt: '2026-11-19T08:00:00.000Z',
  reviewedAt: null,
};

it("puts today's session first", () => {
  const day = { today, entries: [entry(today)], checkIns: [] };
  expect(nextThing(day)).toEqual({ kind: 'session', entry: entry(today) });
});

it("then asks for this week's check-in", () => {
  const lastWeek = { ...checkIn, weekOf: '2026-11-09' };
  const day = { today, entries: [entry(today, true)], checkIns: [lastWeek] };
  expect(nextThing(day)).toEqual({ kind: 'check-in', weekOf: '2026-11-16' });
});

it('then looks ahead to the next session', () => {
  const day = { today, entries: [entry('2026-11-16'), entry('2026-11-23')], checkIns: [checkIn] };
  expect(nextThing(day)).toEqual({ kind: 'waiting', entry: entry('2026-11-23') });
});

it('then says that all is done, or that nothing is planned', () => {
  expect(nextThing({ today, entries: [entry(today, true)], checkIns: [checkIn] }).kind).toBe('all-done');
  expect(nextThing({ today, entries: [], checkIns: [checkIn] }).kind).toBe('nothing-planned');
});

it('asks for nothing that was skipped', () => {
  const skipped = { ...entry(today), status: 'skipped' as const };
  expect(nextThing({ today, entries: [skipped], checkIns: [checkIn] }).kind).toBe('all-done');
});

it('tells what was earlier this week from what is coming up', () => {
  const dates = ['2026-11-15', '2026-11-16', today, '2026-11-20', '2026-11-25', '2026-11-26'];
  const day = { today, entries: dates.map((date) => entry(date)), checkIns: [] };
  const datesOf = (sessions: ScheduledRoutineView[]) => sessions.map((session) => session.scheduledDate);
  expect(datesOf(earlierThisWeek(day))).toEqual(['2026-11-16']);
  expect(datesOf(comingUp(day))).toEqual(['2026-11-20', '2026-11-25']);
});

it('reads from Monday on', () => {
  expect(range('2026-11-22').from).toBe('2026-11-16');
});
