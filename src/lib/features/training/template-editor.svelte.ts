import type { FieldError } from '#contract/errors';
import type { RoutineTemplateView } from '#contract/training';
import type { Units } from '$ui/format.ts';
import { messageOf, toApiError } from '../../errors.ts';
import type { DraftLine } from './draft-line.svelte.ts';
import { TemplateDraft } from './template-draft.svelte.ts';
import { trainingApi } from './training-api.ts';

type LineField = 'exerciseId' | 'sets' | 'reps' | 'durationMinutes' | 'weightKg' | 'dayOfWeek';

/** A template on its way between a draft and the server: saving, what is wrong with which line, deleting. */
export class TemplateEditor {
  readonly draft: TemplateDraft;
  busy = $state(false);
  /** What is wrong beyond single fields. */
  problem = $state<string>();
  #errors = $state.raw<readonly FieldError[]>([]);
  /** The lines in the order the errors speak of; later moves must not move the errors. */
  #checked: readonly DraftLine[] = [];

  constructor(
    units: Units,
    private readonly stored?: RoutineTemplateView,
  ) {
    this.draft = new TemplateDraft(units, stored);
  }

  error(field: 'name' | 'description' | 'exercises'): string | undefined {
    return this.#at(field);
  }

  lineError(line: DraftLine, field: LineField): string | undefined {
    return this.#at(`exercises.${this.#checked.indexOf(line)}.${field}`);
  }

  /** What is wrong with a line as a whole. */
  lineProblem(line: DraftLine): string | undefined {
    return this.#at(`exercises.${this.#checked.indexOf(line)}`) ?? this.lineError(line, 'exerciseId');
  }

  /** Somebody changed a field, or a line: what was said about it is no longer known. */
  touched(what: DraftLine | 'name' | 'exercises'): void {
    const path = typeof what === 'string' ? what : `exercises.${this.#checked.indexOf(what)}`;
    const about = (error: FieldError) => error.path === path || error.path.startsWith(`${path}.`);
    const others = this.#errors.filter((error) => !about(error));
    if (others.length < this.#errors.length) this.#errors = others;
  }

  /** Stores the draft. Gives the stored template, or undefined when it was refused; then the errors say why. */
  async save(): Promise<RoutineTemplateView | undefined> {
    if (this.busy) return undefined;
    this.#show(this.draft.problems(), undefined);
    if (this.#errors.length > 0) return undefined;
    this.busy = true;
    try {
      const input = this.draft.toInput();
      const template = await (this.stored
        ? trainingApi.replaceTemplate(this.stored.id, input)
        : trainingApi.createTemplate(input));
      this.draft.saved();
      return template;
    } catch (thrown) {
      const { fields } = toApiError(thrown);
      this.#show(fields, fields.length > 0 ? undefined : messageOf(thrown));
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  #show(errors: readonly FieldError[], problem: string | undefined): void {
    this.#checked = this.draft.lines;
    this.#errors = errors;
    this.problem = problem;
  }

  #at(path: string): string | undefined {
    const message = this.#errors.find((error) => error.path === path)?.message;
    if (message === undefined) return undefined;
    return /^(must|is|contains|needs)\b/.test(message) ? `This ${message}.` : message;
  }
}
