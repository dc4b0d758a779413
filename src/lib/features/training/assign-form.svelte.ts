import type { PersonView } from '#contract/conversations';
import { addDays, dayIn, dayOfWeek } from '#contract/rules/weeks';
import type { AssignmentView, RoutineTemplateView } from '#contract/training';
import { WrongField } from '../../form.svelte.ts';
import { Intention } from '../../intention.ts';
import { namesDays, plannedDates, previewDays } from './assign-plan.ts';
import { trainingApi } from './training-api.ts';

const DAYS_BACK = 30;
const DAYS_AHEAD = 365;

/** Giving a template to a client, while it is put together. All days are the client's. */
export class AssignForm {
  template = $state.raw<RoutineTemplateView>();
  client = $state.raw<PersonView>();
  date = $state('');
  weekly = $state(true);
  /** The weekday of a weekly plan; undefined is the one it starts on. */
  day = $state<number>();
  readonly #intention = new Intention();

  constructor(
    given: { template?: RoutineTemplateView | undefined; client?: PersonView | undefined },
    private readonly now: Date,
  ) {
    this.template = given.template;
    this.client = given.client;
    this.date = this.today;
  }

  get today(): string {
    return dayIn(this.client?.timeZone ?? 'UTC', this.now);
  }

  get earliest(): string {
    return addDays(this.today, -DAYS_BACK);
  }

  get latest(): string {
    return addDays(this.today, DAYS_AHEAD);
  }

  readonly fixedDays = $derived(this.template !== undefined && namesDays(this.template.exercises));
  readonly #plan = $derived.by(() => {
    if (!this.template || !/^\d{4}-\d\d-\d\d$/.test(this.date)) return undefined;
    const recurringDay = this.weekly && !this.fixedDays ? (this.day ?? null) : null;
    const { exercises } = this.template;
    return { exercises, assignedDate: this.date, isRecurring: this.weekly, recurringDay };
  });
  /** What the client will get; empty while something is missing. */
  readonly preview = $derived(this.#plan ? previewDays(this.#plan, this.today) : []);
  readonly dates = $derived(this.#plan ? plannedDates(this.#plan, this.today) : []);
  /** The weekday a weekly plan falls on unless another is chosen. */
  readonly startDay = $derived(this.#plan ? dayOfWeek(this.date) : undefined);

  /** Assigns it; a retry never doubles. Rejects with a `WrongField` or an `ApiError`. */
  async send(): Promise<AssignmentView> {
    const { template, client } = this;
    if (!client) throw new WrongField('clientId', 'Choose a client.');
    if (!template) throw new WrongField('templateId', 'Choose a template.');
    const plan = this.#plan;
    if (!plan) throw new WrongField('assignedDate', 'Choose the day it starts.');
    const { assignedDate, isRecurring, recurringDay } = plan;
    const said = {
      clientId: client.id,
      assignedDate,
      isRecurring,
      ...(recurringDay !== null && { recurringDay }),
    };
    const clientRequestId = this.#intention.idFor({ ...said, templateId: template.id });
    return trainingApi.assign(template.id, { ...said, clientRequestId });
  }
}
