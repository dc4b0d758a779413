/**
 * Energy of logged exercise, an estimate like every such figure.
 *
 * The catalogue's calories per minute are those of a person of 70 kg, as in the Compendium of Physical Activities
 * (kcal/min = MET x 3.5 x kg / 200), so that they grow in proportion to body weight. Its figures for lifting were
 * measured over whole sessions, pauses included. How long sets of reps take is therefore estimated with their pause:
 * 3 s a repetition and 60 s of rest, the low ends of the tempo and rest in the ACSM position stand on progression
 * models in resistance training (2009).
 */
const REFERENCE_WEIGHT_KG = 70;
const SECONDS_PER_REP = 3;
const REST_SECONDS_PER_SET = 60;

/** Work as it was done. `durationMinutes` is that of one set. */
export interface LoggedWork {
  sets: number;
  reps: number | null;
  durationMinutes: number | null;
}

/** Minutes the work took: as logged where sets are timed, else estimated from the repetitions. */
export function minutesOf(work: LoggedWork): number {
  if (work.durationMinutes !== null) return work.sets * work.durationMinutes;
  if (work.reps === null) return 0;
  return (work.sets * (work.reps * SECONDS_PER_REP + REST_SECONDS_PER_SET)) / 60;
}

/**
 * Energy in kcal, to a tenth.
 * @param caloriesPerMinute of a person of 70 kg
 * @param bodyWeight in kg; null when nobody knows it, which counts as 70 kg
 */
export function burnedCalories(
  work: LoggedWork,
  caloriesPerMinute: number,
  bodyWeight: number | null,
): number {
  const factor = (bodyWeight ?? REFERENCE_WEIGHT_KG) / REFERENCE_WEIGHT_KG;
  return Math.round(caloriesPerMinute * minutesOf(work) * factor * 10) / 10;
}
