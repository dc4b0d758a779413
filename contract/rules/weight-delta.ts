/** Change from last week's body weight to this one's in kg, to a tenth; null without one of both. */
export function weightDelta(weight: number | null, lastWeek: number | null): number | null {
  if (weight === null || lastWeek === null) return null;
  // Adding zero turns -0 into 0.
  return Math.round((weight - lastWeek) * 10) / 10 + 0;
}
