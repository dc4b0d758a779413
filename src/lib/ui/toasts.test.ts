import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Toasts } from './toasts.svelte.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const texts = (toasts: Toasts) => toasts.list.map((toast) => toast.text);

it('lets a toast leave by itself, later when there is something to press', () => {
  const toasts = new Toasts();
  toasts.show('Saved');
  toasts.show('Deleted', { action: { label: 'Undo', run: () => undefined } });
  vi.advanceTimersByTime(5_000);
  expect(texts(toasts)).toEqual(['Deleted']);
  vi.advanceTimersByTime(5_000);
  expect(texts(toasts)).toEqual([]);
});

it('waits while somebody reads', () => {
  const toasts = new Toasts();
  toasts.show('Saved');
  toasts.pause();
  vi.advanceTimersByTime(60_000);
  expect(texts(toasts)).toEqual(['Saved']);
  toasts.resume();
  vi.advanceTimersByTime(5_000);
  expect(texts(toasts)).toEqual([]);
});

it('runs an action once and takes the toast away', () => {
  const toasts = new Toasts();
  const undo = vi.fn();
  toasts.show('Deleted', { action: { label: 'Undo', run: undo } });
  const [toast] = toasts.list;
  if (toast) toasts.act(toast);
  vi.runAllTimers();
  expect(undo).toHaveBeenCalledOnce();
  expect(texts(toasts)).toEqual([]);
});
