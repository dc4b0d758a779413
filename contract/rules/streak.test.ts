import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentStreak, longestStreak } from './streak.ts';
import { addDays, daysBetween } from './weeks.ts';

const FIRST = '2024-02-01';

/** Days within about two months, leap day and a year's end apart, in any order and more than once. */
const someDays = fc
  .array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 })
  .map((offsets) => offsets.map((offset) => addDays(FIRST, offset)));

/** The rule said another way: walk the sorted days and count. */
function walked(days: readonly string[]): number {
  let [longest, run, previous] = [0, 0, ''];
  for (const day of [...new Set(days)].sort()) {
    run = previous !== '' && daysBetween(previous, day) === 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    previous = day;
  }
  return longest;
}

describe('The longest streak', () => {
  it('is the longest run of days in a row, whatever their order', () => {
    fc.assert(
      fc.property(someDays, (days) => {
        expect(longestStreak(days)).toBe(walked(days));
      }),
    );
  });

  it('never shrinks when a day is added', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 0, max: 60 }), (days, offset) => {
        const more = [...days, addDays(FIRST, offset)];
        expect(longestStreak(more)).toBeGreaterThanOrEqual(longestStreak(days));
      }),
    );
  });

  it('goes on across months, leap days and years', () => {
    expect(longestStreak(['2024-02-28', '2024-02-29', '2024-03-01'])).toBe(3);
    expect(longestStreak(['2025-02-28', '2025-03-01'])).toBe(2);
    expect(longestStreak(['2024-12-31', '2025-01-01'])).toBe(2);
    expect(longestStreak([])).toBe(0);
  });
});

describe('The current streak', () => {
  it('is never longer than the longest', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 0, max: 62 }), (days, offset) => {
        expect(currentStreak(days, addDays(FIRST, offset))).toBeLessThanOrEqual(longestStreak(days));
      }),
    );
  });

  it('holds until the day after is over', () => {
    const days = ['2026-06-08', '2026-06-09'];
    expect(currentStreak(days, '2026-06-09')).toBe(2);
    expect(currentStreak(days, '2026-06-10')).toBe(2);
    expect(currentStreak(days, '2026-06-11')).toBe(0);
  });
});
