import { describe, expect, it } from 'vitest';
import { checkInWeeks } from './check-in-week.ts';
import { weightDelta } from './weight-delta.ts';

describe('The weeks one may check in for', () => {
  it("are this week's Monday and the last one's", () => {
    expect(checkInWeeks('UTC', new Date('2026-06-14T23:59:59Z'))).toEqual(['2026-06-08', '2026-06-01']);
    expect(checkInWeeks('UTC', new Date('2026-06-15T00:00:00Z'))).toEqual(['2026-06-15', '2026-06-08']);
  });

  it('reach over the end of the year', () => {
    expect(checkInWeeks('UTC', new Date('2027-01-03T12:00:00Z'))).toEqual(['2026-12-28', '2026-12-21']);
  });
});

describe('The delta to last week', () => {
  it('is rounded to a tenth, without a minus before zero', () => {
    expect(weightDelta(79.1, 80.3)).toBe(-1.2);
    expect(weightDelta(80.26, 80)).toBe(0.3);
    expect(Object.is(weightDelta(79.99, 80), 0)).toBe(true);
  });

  it('is nothing without one of both', () => {
    expect(weightDelta(null, 80)).toBeNull();
    expect(weightDelta(80, null)).toBeNull();
  });
});
