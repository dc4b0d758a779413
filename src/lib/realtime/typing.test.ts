import { expect, it, vi } from 'vitest';
import { VirtualTimers } from './testing/virtual-timers.ts';
import { TypingBoard, TypingSender } from './typing.ts';

it('says that somebody is typing at most every 3 s, and at once when they stop', async () => {
  const timers = new VirtualTimers();
  const tell = vi.fn();
  const sender = new TypingSender(tell, timers);
  for (let key = 0; key < 8; key += 1) {
    sender.typed(7);
    await timers.pass(500);
  }
  sender.stopped(7);
  sender.stopped(7);
  expect(tell.mock.calls).toEqual([
    [7, true],
    [7, true],
    [7, false],
  ]);
});

it('forgets somebody who has not been heard of for 6 s', async () => {
  const timers = new VirtualTimers();
  const changed = vi.fn();
  const board = new TypingBoard(changed, timers);
  board.update({ conversationId: 7, userId: 2, active: true });
  await timers.pass(5_000);
  board.update({ conversationId: 7, userId: 2, active: true });
  await timers.pass(5_000);
  expect(board.at(7)).toEqual([2]);
  await timers.pass(1_000);
  expect(board.at(7)).toEqual([]);
  expect(changed).toHaveBeenCalledTimes(2);
});
