import type { PlannedExercise } from '#contract/cards';
import type { FieldError } from '#contract/errors';
import type { ExerciseView, TemplateExerciseInput } from '#contract/training';
import { fromKilograms, toKilograms, type Units } from '$ui/format.ts';

export type Measure = 'reps' | 'minutes';

/** The day a line is on: 0 Sunday to 6 Saturday, or every day of the plan. */
export type LineDay = number | 'every';

interface LineValues {
  exerciseId: number;
  name: string;
  measure: Measure;
  sets: number | null;
  amount: number | null;
  loadKg: number;
  day: LineDay;
}

/** One exercise of a template while it is written. Fields hold what is typed, so a number may be missing. */
export class DraftLine {
  readonly exerciseId: number;
  readonly name: string;
  sets = $state<number | null>(null);
  measure = $state<Measure>('reps');
  /** Repetitions or minutes of one set. */
  amount = $state<number | null>(null);
  /** In the coach's own units; null is body weight. */
  load = $state<number | null>(null);
  day = $state<LineDay>('every');
  readonly #storedKg: number;
  readonly #storedLoad: number | null;

  constructor(
    readonly key: number,
    values: LineValues,
    private readonly units: Units,
  ) {
    this.exerciseId = values.exerciseId;
    this.name = values.name;
    this.sets = values.sets;
    this.measure = values.measure;
    this.amount = values.amount;
    this.day = values.day;
    this.#storedKg = values.loadKg;
    this.#storedLoad = shownLoad(values.loadKg, units);
    this.load = this.#storedLoad;
  }

  /** What is missing; the rest is the server's to judge. */
  problems(path: string): FieldError[] {
    const sets = { path: `${path}.sets`, message: 'How many sets?' };
    const amount = this.measure === 'reps' ? 'How many reps?' : 'How many minutes?';
    return [
      ...(this.sets === null ? [sets] : []),
      ...(this.amount === null ? [{ path: `${path}.${this.amountField}`, message: amount }] : []),
    ];
  }

  /** The server's name for what is counted. */
  get amountField(): 'reps' | 'durationMinutes' {
    return this.measure === 'reps' ? 'reps' : 'durationMinutes';
  }

  toInput(): TemplateExerciseInput {
    return {
      exerciseId: this.exerciseId,
      sets: this.sets ?? 0,
      reps: this.measure === 'reps' ? this.amount : null,
      durationMinutes: this.measure === 'minutes' ? this.amount : null,
      weightKg: this.#loadKg(),
      dayOfWeek: this.day === 'every' ? null : this.day,
    };
  }

  // A load nobody touched keeps its very value, not the rounding that was shown.
  #loadKg(): number {
    if (this.load === this.#storedLoad) return this.#storedKg;
    return this.load === null ? 0 : toKilograms(this.load, this.units);
  }
}

/** A line for an exercise that was just chosen, with figures that are usual for its kind. */
export function newLine(key: number, exercise: ExerciseView, units: Units): DraftLine {
  const usual =
    exercise.category === 'Cardio'
      ? { measure: 'minutes' as const, sets: 1, amount: 20 }
      : { measure: 'reps' as const, sets: exercise.category === 'Mobility' ? 2 : 3, amount: 10 };
  const { id: exerciseId, name } = exercise;
  return new DraftLine(key, { exerciseId, name, ...usual, loadKg: 0, day: 'every' }, units);
}

/** A line as it is stored. */
export function lineFrom(key: number, stored: PlannedExercise, units: Units): DraftLine {
  const { exerciseId, name, sets, reps, durationMinutes, weightKg, dayOfWeek } = stored;
  const measured =
    durationMinutes === null
      ? { measure: 'reps' as const, amount: reps }
      : { measure: 'minutes' as const, amount: durationMinutes };
  const day = dayOfWeek ?? 'every';
  return new DraftLine(key, { exerciseId, name, sets, ...measured, loadKg: weightKg, day }, units);
}

function shownLoad(kg: number, units: Units): number | null {
  if (kg === 0) return null;
  const factor = units === 'imperial' ? 10 : 100;
  return Math.round(fromKilograms(kg, units) * factor) / factor;
}
