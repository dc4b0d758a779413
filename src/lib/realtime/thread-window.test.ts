import { expect, it } from 'vitest';
import { changeOf, conversationView, messagesUpTo, messageView } from './testing/views.ts';
import { applyChange, closedThread, openWith, startLoading } from './thread-state.ts';
import type { ThreadState } from './thread-state.ts';
import {
  addPage,
  bounded,
  endPage,
  hasNewer,
  hasOlder,
  LIMITS,
  openAt,
  startPage,
  toNewest,
  viewOf,
} from './thread-window.ts';

const all = messagesUpTo(1_000);
const page = (from: number, to: number) => ({
  items: all.slice(from - 1, to),
  hasBefore: from > 1,
  hasAfter: to < 1_000,
  rev: 1_000,
});
const seqs = (state: ThreadState) => viewOf(state).map((message) => message.seq);
const ends = (state: ThreadState) => [seqs(state)[0], seqs(state).at(-1)];

/** A thread of a thousand messages whose newest fifty are held. */
function opened(): ThreadState {
  const closed = closedThread(conversationView({ lastSeq: 1_000, rev: 1_000 }));
  return openWith(startLoading(closed), page(951, 1_000));
}

/** The same, read at message 500. */
const away = () => openAt(startPage(opened(), 1), page(476, 525));

it('R3 goes on before and after what is read, until it joins the newest messages', () => {
  const elsewhere = away();
  expect([ends(elsewhere), hasOlder(elsewhere), hasNewer(elsewhere)]).toEqual([[476, 525], true, true]);
  const wider = addPage(addPage(elsewhere, page(426, 475)), page(526, 625));
  expect(ends(wider)).toEqual([426, 625]);
  const joined = addPage(openAt(wider, page(851, 900)), page(901, 950));
  expect([ends(joined), hasNewer(joined), joined.away]).toEqual([[851, 1_000], false, undefined]);
});

it('takes a page that does not touch what is read for one that nobody waits for', () => {
  expect(ends(addPage(away(), page(301, 350)))).toEqual([476, 525]);
});

it('R4 changes what is read wherever it is, and appends new messages to the newest only', () => {
  const elsewhere = away();
  const news = [messageView(500, { rev: 1_002, text: 'edited' }), messageView(1_001)];
  const { state } = applyChange(elsewhere, changeOf(1_000, news, { rev: 1_002, lastSeq: 1_001 }));
  expect(viewOf(state)[24]?.text).toBe('edited');
  expect([ends(state), state.messages.at(-1)?.seq, state.lastSeq]).toEqual([[476, 525], 1_001, 1_001]);
  expect(ends(toNewest(state))).toEqual([951, 1_001]);
});

it('R4 does not keep a change of a message it does not hold: the page that brings it will be newer', () => {
  const change = changeOf(1_000, [messageView(5, { rev: 1_001, text: 'edited' })], { lastSeq: 1_000 });
  const { state } = applyChange(opened(), change);
  expect([state.rev, state.loose]).toEqual([1_001, []]);
});

it('R4 keeps it while a page is on its way, which may have been read before', () => {
  const change = changeOf(1_000, [messageView(920, { rev: 1_001, text: 'edited' })], { lastSeq: 1_000 });
  const { state } = applyChange(startPage(opened(), 1), change);
  expect(viewOf(addPage(state, page(901, 950)))[19]?.text).toBe('edited');
  expect(endPage(state).loose).toEqual([]);
});

it('R4 starts from the newest messages after a reset, wherever it was', () => {
  const newest = [messageView(2_000, { rev: 2_000 })];
  const { state } = applyChange(startPage(away(), 2), changeOf(0, newest, { reset: true }));
  expect([seqs(state), state.away, state.page]).toEqual([[2_000], undefined, 0]);
});

it('joins the newest messages once they reach what was opened ahead of them', () => {
  const behind = { ...opened(), messages: all.slice(0, 50), lastSeq: 50, rev: 50 };
  const ahead = openAt(startPage(behind, 1), page(76, 125));
  expect([ends(ahead), hasNewer(ahead)]).toEqual([[76, 125], false]);
  const { state } = applyChange(ahead, changeOf(50, all.slice(50, 125)));
  expect([ends(state), state.away]).toEqual([[1, 125], undefined]);
});

it('holds the surroundings of what is read, and the newest, however far somebody scrolls', () => {
  let state = opened();
  for (let first = 951; first > 1; first -= 50) {
    state = bounded(addPage(state, page(first - 50, first - 1)), first, LIMITS);
    expect(viewOf(state).length).toBeLessThanOrEqual(LIMITS.held);
    expect(seqs(state)).toContain(first);
  }
  expect([seqs(state)[0], hasNewer(state)]).toEqual([1, true]);
  expect(state.messages.map(({ seq }) => seq)).toEqual(all.slice(-LIMITS.newest).map(({ seq }) => seq));
});

it('cuts the oldest of a thread that is read at its end while hundreds of messages come', () => {
  const long = { ...opened(), messages: all.slice(0, 401), lastSeq: 401 };
  expect(ends(bounded(long, Infinity, LIMITS))).toEqual([102, 401]);
});
