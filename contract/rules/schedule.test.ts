import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exercisesOn, oneOffDates, planDays, recurringDates } from './schedule.ts';
import { addDays, dayOfWeek, daysBetween } from './weeks.ts';

const weekdays = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 });
const day = fc.integer({ min: 0, max: 800 }).map((offset) => addDays('2026-01-01', offset));

describe('The days of a plan', () => {
  it('are those its exercises name, each once', () => {
    expect(planDays([{ dayOfWeek: 5 }, { dayOfWeek: 1 }, { dayOfWeek: null }, { dayOfWeek: 5 }], 3)).toEqual([
      1, 5,
    ]);
  });

  it('are the given one where they name none', () => {
    expect(planDays([{ dayOfWeek: null }], 3)).toEqual([3]);
  });
});

describe('The exercises of a day', () => {
  it('are those of that weekday and those of every day', () => {
    const plan = [{ dayOfWeek: 1 }, { dayOfWeek: null }, { dayOfWeek: 2 }];
    // A Monday.
    expect(exercisesOn(plan, '2026-06-08')).toEqual([{ dayOfWeek: 1 }, { dayOfWeek: null }]);
  });
});

describe('A plan that happens once', () => {
  it('takes each of its weekdays exactly once, within seven days', () => {
    fc.assert(
      fc.property(weekdays, day, (days, assigned) => {
        const dates = oneOffDates(days, assigned);
        expect(dates.map(dayOfWeek).sort()).toEqual([...days].sort());
        for (const date of dates) {
          expect(daysBetween(assigned, date)).toBeGreaterThanOrEqual(0);
          expect(daysBetween(assigned, date)).toBeLessThan(7);
        }
      }),
    );
  });
});

describe('A weekly plan', () => {
  it('takes each of its weekdays eight times', () => {
    fc.assert(
      fc.property(weekdays, day, (days, start) => {
        const dates = recurringDates(days, start);
        expect(dates).toHaveLength(8 * days.length);
        expect(dates).toEqual([...new Set(dates)].sort());
      }),
    );
  });

  it('extended day by day, has the same dates as planned at once', () => {
    fc.assert(
      fc.property(weekdays, day, fc.integer({ min: 0, max: 20 }), (days, start, later) => {
        const dates = recurringDates(days, start);
        const from = addDays(dates.at(-1) ?? start, 1);
        const grown = [...dates, ...recurringDates(days, addDays(start, later), from)];
        const whole = [...recurringDates(days, start), ...recurringDates(days, addDays(start, later))];
        expect(grown).toEqual([...new Set(whole)].sort());
      }),
    );
  });
});
