import { expect, it, vi } from 'vitest';
import { ApiError } from '../../errors.ts';
import { Ticks } from './ticks.svelte.ts';
import type { Session } from './ticks.svelte.ts';

const SQUAT = 7;

function world(send: (scheduledId: number, exerciseId: number, done: boolean) => Promise<unknown>) {
  const stored: { session: Session } = { session: { scheduledId: 1, doneExerciseIds: [], version: 1 } };
  return { stored, ticks: new Ticks(() => stored.session, send) };
}

it('shows a tick at once and keeps it until what is stored has caught up', async () => {
  const { stored, ticks } = world(() => Promise.resolve());
  const sent = ticks.set(SQUAT, true);
  expect(ticks.isDone(SQUAT)).toBe(true);
  await sent;
  expect(ticks.isDone(SQUAT)).toBe(true);

  stored.session = { scheduledId: 1, doneExerciseIds: [SQUAT], version: 2 };
  expect(ticks.isDone(SQUAT)).toBe(true);
  stored.session = { scheduledId: 1, doneExerciseIds: [], version: 3 };
  expect(ticks.isDone(SQUAT), 'unticked on another device').toBe(false);
});

it('goes back and says why when the server refuses', async () => {
  const { ticks } = world(() => Promise.reject(new ApiError('conflict', { detail: 'This plan has ended.' })));
  await ticks.set(SQUAT, true);
  expect(ticks.isDone(SQUAT)).toBe(false);
  expect(ticks.problem).toBe('This plan has ended.');
});

it('sends the last wish of somebody who taps twice', async () => {
  const answers: (() => void)[] = [];
  const send = vi.fn(() => new Promise<void>((resolve) => answers.push(resolve)));
  const { ticks } = world(send);
  const first = ticks.set(SQUAT, true);
  await ticks.set(SQUAT, false);
  expect(ticks.isDone(SQUAT)).toBe(false);
  expect(send).toHaveBeenCalledTimes(1);

  answers[0]?.();
  await vi.waitFor(() => {
    expect(send).toHaveBeenLastCalledWith(1, SQUAT, false);
  });
  answers[1]?.();
  await first;
  expect(ticks.isDone(SQUAT)).toBe(false);
});

it('does not carry a tick over to the next session', async () => {
  const { stored, ticks } = world(() => Promise.resolve());
  await ticks.set(SQUAT, true);
  stored.session = { scheduledId: 2, doneExerciseIds: [], version: 1 };
  expect(ticks.isDone(SQUAT)).toBe(false);
});
