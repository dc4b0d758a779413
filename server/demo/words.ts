import type { UnitSystem } from '#contract/enums';
import type { Random } from './random.ts';

const KG_PER_LB = 0.45359237;

/** A load as people say it. */
export function loadInWords(kg: number, units: UnitSystem): string {
  return units === 'metric' ? `${kg} kg` : `${Math.round(kg / KG_PER_LB / 5) * 5} lb`;
}

/** A body weight, or a change of it, to the precision people read off a scale. */
export function bodyWeightInWords(kg: number, units: UnitSystem): string {
  const amount = units === 'metric' ? kg : kg / KG_PER_LB;
  return `${Math.abs(amount).toFixed(1)} ${units === 'metric' ? 'kg' : 'lb'}`;
}

/** Fills `{slots}` and chooses one of each `[this|that]`. Undefined when a slot has nothing to hold. */
export function fill(
  text: string,
  slots: Readonly<Record<string, string | undefined>>,
  random: Random,
): string | undefined {
  const chosen = text.replace(/\[([^\]]*\|[^\]]*)\]/g, (_, options: string) =>
    random.pick(options.split('|')),
  );
  if ([...chosen.matchAll(/\{(\w+)\}/g)].some(([, slot = '']) => slots[slot] === undefined)) return undefined;
  return chosen
    .replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '')
    .replace(/(^|[.?!] )(\p{Ll})/gu, (_, before: string, first: string) => before + first.toUpperCase());
}
