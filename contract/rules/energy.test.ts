import { describe, expect, it } from 'vitest';
import { burnedCalories, minutesOf } from './energy.ts';

describe('The time work takes', () => {
  it('is as logged where sets are timed', () => {
    expect(minutesOf({ sets: 3, reps: null, durationMinutes: 2.5 })).toBe(7.5);
    expect(minutesOf({ sets: 3, reps: 10, durationMinutes: 2 })).toBe(6);
  });

  it('is three seconds a repetition and a minute of rest a set where they are counted', () => {
    expect(minutesOf({ sets: 3, reps: 10, durationMinutes: null })).toBe(4.5);
  });
});

describe('The energy of work', () => {
  const half = { sets: 1, reps: null, durationMinutes: 30 };

  it('grows with body weight, and is that of 70 kg where nobody knows it', () => {
    expect(burnedCalories(half, 8, 70)).toBe(240);
    expect(burnedCalories(half, 8, 105)).toBe(360);
    expect(burnedCalories(half, 8, null)).toBe(240);
  });

  it('is rounded to a tenth and zero where nothing is known of the work', () => {
    expect(burnedCalories({ sets: 1, reps: 5, durationMinutes: null }, 5.5, 81.3)).toBe(8);
    expect(burnedCalories({ sets: 3, reps: null, durationMinutes: null }, 8, 70)).toBe(0);
  });
});
