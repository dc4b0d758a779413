import { expect, it } from 'vitest';
import { changeOf, conversationView, messagesUpTo, messageView } from './testing/views.ts';
import {
  applyChange,
  applyReceipt,
  closedThread,
  loadingFailed,
  openWith,
  startLoading,
} from './thread-state.ts';
import type { ThreadState } from './thread-state.ts';

const seqs = (state: ThreadState) => state.messages.map((message) => message.seq);
const all = messagesUpTo(20);

/** A thread at revision 20 whose window holds 11 to 20. */
function opened(): ThreadState {
  const closed = closedThread(conversationView({ lastSeq: 20, rev: 20 }));
  const page = { items: all.slice(10), hasBefore: true, hasAfter: false, rev: 20 };
  return openWith(startLoading(closed), page);
}

it('R4 applies a change that continues what is held', () => {
  const { state, outcome } = applyChange(opened(), changeOf(20, [messageView(21)]));
  expect(outcome).toBe('applied');
  expect([state.rev, state.lastSeq, seqs(state).at(-1)]).toEqual([21, 21, 21]);
});

it('R4 ignores a change whose revision is held already, but takes its watermarks', () => {
  const change = changeOf(18, [messageView(20, { text: 'old' })], {
    members: { 2: { deliveredSeq: 9, readSeq: 9 } },
  });
  const { state, outcome } = applyChange(opened(), change);
  expect(outcome).toBe('ignored');
  expect(state.messages.at(-1)?.text).toBe('message 20');
  expect(state.members['2']?.readSeq).toBe(9);
});

it('R4 calls a change that skips a revision a gap and leaves everything as it is', () => {
  const before = opened();
  expect(applyChange(before, changeOf(21, [messageView(22)]))).toEqual({ state: before, outcome: 'gap' });
});

it('R4 takes of two states of a message the one with the higher revision', () => {
  const newer = applyChange(opened(), changeOf(20, [messageView(15, { rev: 25, text: 'edited' })])).state;
  const { state } = applyChange(
    newer,
    changeOf(25, [messageView(15, { rev: 24, text: 'late' })], { rev: 26 }),
  );
  expect(state.messages.find((message) => message.seq === 15)?.text).toBe('edited');
});

it('R3 shows no message before the one it follows is there', () => {
  const ahead = applyChange(opened(), changeOf(20, [messageView(22)], { rev: 22, lastSeq: 22 })).state;
  expect(seqs(ahead).at(-1)).toBe(20);
  const { state } = applyChange(ahead, changeOf(22, [messageView(21, { rev: 23 })], { lastSeq: 22 }));
  expect(seqs(state).slice(-3)).toEqual([20, 21, 22]);
});

it('R4 drops what it holds on a reset and starts from the newest messages', () => {
  const newest = [messageView(91), messageView(92)];
  const { state } = applyChange(opened(), changeOf(0, newest, { reset: true }));
  expect(seqs(state)).toEqual([91, 92]);
  expect(state.rev).toBe(92);
});

it('keeps what changes while the newest page is on its way', () => {
  const loading = startLoading(closedThread(conversationView({ lastSeq: 20, rev: 20 })));
  const { state } = applyChange(loading, changeOf(20, [messageView(21)]));
  const open = openWith(state, { items: all.slice(10), hasBefore: true, hasAfter: false, rev: 20 });
  expect([open.rev, seqs(open).at(-1)]).toEqual([21, 21]);
});

it('starts over when the newest page does not come', () => {
  const loading = startLoading(closedThread(conversationView({ lastSeq: 20, rev: 20 })));
  expect(loadingFailed(loading).window).toBe('closed');
});

it('R6 never lets a watermark go back', () => {
  const receipt = { conversationId: 7, userId: 2, deliveredSeq: 12, readSeq: 12 };
  const state = applyReceipt(applyReceipt(opened(), receipt), { ...receipt, deliveredSeq: 15, readSeq: 3 });
  expect(state.members['2']).toEqual({ deliveredSeq: 15, readSeq: 12 });
});
