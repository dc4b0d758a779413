import { formatDelta } from './format-number.ts';
import { numberFormat, type Viewer } from './intl.ts';

/** What a person reads and types; stored is always metric. */
export type Units = 'metric' | 'imperial';

// The international pound, exact by definition.
const KG_PER_LB = 0.45359237;

/** Kilograms in the unit of display: kg or lb, not rounded. */
export function fromKilograms(kg: number, units: Units): number {
  return units === 'imperial' ? kg / KG_PER_LB : kg;
}

/** A weight in kg or lb as kilograms, not rounded. */
export function toKilograms(weight: number, units: Units): number {
  return units === 'imperial' ? weight * KG_PER_LB : weight;
}

/** "kg" or "lb". */
export function weightUnit(units: Units): 'kg' | 'lb' {
  return units === 'imperial' ? 'lb' : 'kg';
}

/** "78.4 kg" or "172.8 lb". A body weight always shows its one decimal, or the column jumps: pass `fixed`. */
export function formatWeight(
  kg: number,
  units: Units,
  options: { fixed?: boolean } = {},
  viewer: Viewer = {},
): string {
  const minimumFractionDigits = options.fixed ? 1 : 0;
  const maximumFractionDigits = options.fixed ? 1 : 2;
  const number = numberFormat(viewer, { minimumFractionDigits, maximumFractionDigits });
  return `${number.format(loadable(fromKilograms(kg, units), units))}\u00a0${weightUnit(units)}`;
}

/** A change of weight given in kg, without its unit: "−0.6". */
export function formatWeightDelta(kg: number, units: Units, viewer: Viewer = {}): string {
  return formatDelta(fromKilograms(kg, units), 1, viewer);
}

// Pounds beyond one decimal are noise of the conversion; kilograms keep 1.25 kg plates.
function loadable(weight: number, units: Units): number {
  return units === 'imperial' ? Math.round(weight * 10) / 10 : weight;
}
