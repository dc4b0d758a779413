import fc from 'fast-check';
import { expect, it } from 'vitest';
import { enteredKilograms, shownWeight, weightProblem } from './weight-entry.ts';

it.each(['metric', 'imperial'] as const)('shows again exactly what was entered in %s units', (units) => {
  const factor = units === 'imperial' ? 10 : 100;
  fc.assert(
    fc.property(fc.integer({ min: 45 * factor, max: 1_100 * factor }), (tenths) => {
      const typed = tenths / factor;
      expect(shownWeight(enteredKilograms(typed, units, null), units)).toBe(typed);
    }),
  );
});

it('leaves a stored weight alone when its field was not touched', () => {
  fc.assert(
    fc.property(fc.double({ min: 20, max: 500, noNaN: true }), (kg) => {
      expect(enteredKilograms(shownWeight(kg, 'imperial'), 'imperial', kg)).toBe(kg);
    }),
  );
});

it('names the limits in the units of the field', () => {
  expect(weightProblem(40, 'imperial')).toBe('Write a weight from 45 to 1102 lb.');
  expect(weightProblem(501, 'metric')).toBe('Write a weight from 20 to 500 kg.');
  expect(weightProblem(172.8, 'imperial')).toBeUndefined();
  expect(weightProblem(null, 'metric')).toBeUndefined();
});
