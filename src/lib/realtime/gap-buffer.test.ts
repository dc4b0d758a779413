import { expect, it, vi } from 'vitest';
import { GapBuffer } from './gap-buffer.ts';
import { changeOf, messageView } from './testing/views.ts';
import { VirtualTimers } from './testing/virtual-timers.ts';

const early = changeOf(5, [messageView(6)]);

it('R4 asks for a sync when the missing change has not come within 500 ms', async () => {
  const timers = new VirtualTimers();
  const missing = vi.fn();
  const gaps = new GapBuffer(timers, missing);
  gaps.hold(early);
  await timers.pass(499);
  expect(missing).not.toHaveBeenCalled();
  await timers.pass(1);
  expect(missing).toHaveBeenCalledExactlyOnceWith(7);
});

it('R4 asks for nothing when the missing change comes in time', async () => {
  const timers = new VirtualTimers();
  const missing = vi.fn();
  const gaps = new GapBuffer(timers, missing);
  gaps.hold(early);
  expect(gaps.take(7, 4)).toEqual([]);
  expect(gaps.take(7, 5)).toEqual([early]);
  await timers.pass(1_000);
  expect(missing).not.toHaveBeenCalled();
});

it('gives back what has become due in order', () => {
  const gaps = new GapBuffer(new VirtualTimers(), () => undefined);
  const later = changeOf(6, [messageView(7)]);
  gaps.hold(later);
  gaps.hold(early);
  expect(gaps.take(7, 6)).toEqual([early, later]);
});
