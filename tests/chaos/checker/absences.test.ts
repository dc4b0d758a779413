import { describe, expect, it } from 'vitest';
import { CLIENT, COACH, rulesOf, shown, stored, thread, viewOf } from './a-history.ts';

const one = stored(1, 'one');
const two = stored(2, 'two');
const three = stored(3, 'three');

describe('somebody who was deactivated (R8)', () => {
  // What the coach said is stored after 1, 2 and 3 s.
  const out = (from: number, until: number | undefined) => [{ userId: COACH, session: 1, from, until }];
  const reached = (session: number, last: number) => [
    { tab: 'coach/laptop', userId: COACH, session, last },
    { tab: 'client/phone', userId: CLIENT, session: 1, last: 90_000 },
  ];

  it('is as it should be when they fall silent within a second, and go on with another session', () => {
    const before = { absences: out(3_000, 9_000), reached: reached(1, 3_900) };
    const after = { absences: out(3_000, 9_000), reached: reached(2, 20_000) };
    const between = { absences: out(1_500, 2_900), reached: reached(1, 2_000) };
    for (const change of [before, after, between]) expect(rulesOf(change)).toEqual([]);
  });

  it('is found when their device is served any longer, even after they were let in again', () => {
    expect(rulesOf({ absences: out(3_000, 9_000), reached: reached(1, 4_100) })).toEqual(['leaked']);
    expect(rulesOf({ absences: out(3_000, 9_000), reached: reached(1, 20_000) })).toEqual(['leaked']);
  });

  it('is found when something of theirs is stored meanwhile', () => {
    for (const until of [9_000, undefined])
      expect(rulesOf({ absences: out(1_500, until), reached: reached(1, 1_600) })).toEqual(['foreign']);
  });

  it('is as it should be where nobody could tell every process, for a minute', () => {
    const change = { absences: out(1_500, undefined), farewellMs: 60_000 };
    expect(rulesOf({ ...change, reached: reached(1, 61_000) })).toEqual([]);
    expect(rulesOf({ ...change, reached: reached(1, 62_000) })).toEqual(['leaked']);
  });

  it('is found when one of their devices never comes back, or lacks what was written meanwhile', () => {
    const change = { absences: out(3_500, 9_000), reached: reached(2, 20_000) };
    const conversation = thread([one, two, three]);
    const phone = shown('client/phone', CLIENT, conversation);
    const stale = { ...shown('coach/laptop', COACH, conversation), messages: [viewOf(one), viewOf(two)] };
    expect(rulesOf({ ...change, shown: [phone, stale] })).toEqual(['diverged']);
    const laggards = ['coach/laptop is not online'];
    expect(rulesOf({ ...change, healedWithin: undefined, laggards })).toEqual(['slow to heal']);
  });
});
