import { fromKilograms, toKilograms, type Units } from '$ui/format.ts';

/** A stored weight (kg) as the number in the field: kg to two decimals, lb to one. */
export function shownWeight(kg: number | null, units: Units): number | null {
  if (kg === null) return null;
  const factor = units === 'imperial' ? 10 : 100;
  return Math.round(fromKilograms(kg, units) * factor) / factor;
}

/** What was entered, in kg. A field nobody touched gives back the very weight it showed, not its rounding. */
export function enteredKilograms(shown: number | null, units: Units, stored: number | null): number | null {
  if (shown === null) return null;
  if (shown === shownWeight(stored, units)) return stored;
  return toKilograms(shown, units);
}

const LIMITS_KG = { min: 20, max: 500 };

/** What is wrong with an entered body weight, in the units it was entered in; undefined when nothing is. */
export function weightProblem(shown: number | null, units: Units): string | undefined {
  if (shown === null) return undefined;
  const kg = toKilograms(shown, units);
  if (kg >= LIMITS_KG.min && kg <= LIMITS_KG.max) return undefined;
  const least = Math.ceil(fromKilograms(LIMITS_KG.min, units));
  const most = Math.floor(fromKilograms(LIMITS_KG.max, units));
  return `Write a weight from ${least} to ${most} ${units === 'imperial' ? 'lb' : 'kg'}.`;
}
