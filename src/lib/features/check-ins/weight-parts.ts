import { formatWeight, type Units } from '$ui/format.ts';

/** A body weight (kg) as figure and unit, for where they are set apart: always one decimal, so that figures line up. */
export function weightParts(kg: number, units: Units): { value: string; unit: string } {
  const [value = '', unit = ''] = formatWeight(kg, units, { fixed: true }).split('\u00a0');
  return { value, unit };
}
