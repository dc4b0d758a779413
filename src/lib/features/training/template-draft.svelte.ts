import type { FieldError } from '#contract/errors';
import type { ExerciseView, RoutineTemplateInput, RoutineTemplateView } from '#contract/training';
import type { Units } from '$ui/format.ts';
import { lineFrom, newLine } from './draft-line.svelte.ts';
import type { DraftLine } from './draft-line.svelte.ts';

/** A routine template while a coach writes it. */
export class TemplateDraft {
  name = $state('');
  description = $state('');
  lines = $state.raw<readonly DraftLine[]>([]);
  #saved = $state('');
  #nextKey = 1;

  constructor(
    private readonly units: Units,
    stored?: RoutineTemplateView,
  ) {
    if (stored) {
      this.name = stored.name;
      this.description = stored.description ?? '';
      this.lines = stored.exercises.map((exercise) => lineFrom(this.#nextKey++, exercise, units));
    }
    this.saved();
  }

  /** Whether something would be lost by leaving. */
  readonly dirty = $derived.by(() => this.#text() !== this.#saved);

  /** What is there now is what is stored. */
  saved(): void {
    this.#saved = this.#text();
  }

  add(exercise: ExerciseView): DraftLine {
    const line = newLine(this.#nextKey++, exercise, this.units);
    this.lines = [...this.lines, line];
    return line;
  }

  /** Takes a line out; what it gives puts the line back where it was. */
  remove(line: DraftLine): () => void {
    const index = this.lines.indexOf(line);
    this.lines = this.lines.filter((other) => other !== line);
    return () => {
      if (!this.lines.includes(line)) this.lines = this.lines.toSpliced(index, 0, line);
    };
  }

  /** Moves a line up (-1) or down (1); gives whether it could. */
  move(line: DraftLine, by: -1 | 1): boolean {
    const from = this.lines.indexOf(line);
    const to = from + by;
    if (to < 0 || to >= this.lines.length) return false;
    this.lines = this.lines.toSpliced(from, 1).toSpliced(to, 0, line);
    return true;
  }

  /** What is wrong before anything is sent, with the same paths as the server's. */
  problems(): FieldError[] {
    const name = this.name.trim() === '' ? [{ path: 'name', message: 'Give the template a name.' }] : [];
    const none = this.lines.length === 0;
    const empty = none ? [{ path: 'exercises', message: 'Add at least one exercise.' }] : [];
    return [...name, ...empty, ...this.lines.flatMap((line, index) => line.problems(`exercises.${index}`))];
  }

  toInput(): RoutineTemplateInput {
    return {
      name: this.name,
      description: this.description.trim() || null,
      exercises: this.lines.map((line, orderIndex) => ({ ...line.toInput(), orderIndex })),
    };
  }

  #text(): string {
    return JSON.stringify(this.toInput());
  }
}
