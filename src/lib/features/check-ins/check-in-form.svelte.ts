import type { CheckInCard } from '#contract/cards';
import type { CheckInView } from '#contract/check-ins';
import type { UserView } from '#contract/auth';
import { failedWith } from '../../errors.ts';
import { WrongField } from '../../form.svelte.ts';
import { Intention } from '../../intention.ts';
import { checkInsApi } from './check-ins-api.ts';
import { newestCheckIns } from './newest-check-ins.ts';
import { weekOptions } from './check-in-words.ts';
import { DraftStore } from './draft-store.ts';
import type { CheckInDraft } from './draft-store.ts';
import { enteredKilograms, shownWeight, weightProblem } from './weight-entry.ts';

/** A check-in while it is written or changed. What is typed outlives closing and failing, until it is stored. */
export class CheckInForm {
  weight = $state<number | null>(null);
  feeling = $state<number | null>(null);
  notes = $state('');
  /** The Monday that was chosen. */
  chosen = $state<string>();
  existing = $state.raw<readonly CheckInCard[]>([]);
  readonly #drafts: DraftStore;
  readonly #intention = new Intention();

  constructor(
    private readonly viewer: UserView,
    readonly editing: CheckInCard | undefined,
    private readonly now: number,
    drafts?: DraftStore,
  ) {
    const which = editing ? String(editing.checkInId) : 'new';
    this.#drafts = drafts ?? new DraftStore(viewer.id, which);
    this.#fill(this.#drafts.read() ?? this.#stored());
  }

  readonly weeks = $derived.by(() => weekOptions(this.viewer.timeZone, this.now, this.existing));
  /** The chosen week, or the first one that is free. */
  readonly week = $derived(
    this.weeks.find((week) => week.weekOf === this.chosen && !week.taken) ??
      this.weeks.find((week) => !week.taken),
  );

  get #draft(): CheckInDraft {
    return { weight: this.weight, feeling: this.feeling, notes: this.notes };
  }

  /** Learns which weeks are taken. Without an answer the server decides when the check-in is sent. */
  async look(): Promise<void> {
    if (this.editing) return;
    try {
      this.existing = await newestCheckIns(this.viewer.id, 2);
    } catch {
      this.existing = [];
    }
  }

  keep(): void {
    this.#drafts.write(this.#draft);
  }

  /** Stores it. Rejects with a `WrongField` or an `ApiError`; the draft then stays. */
  async send(): Promise<CheckInView> {
    this.#check();
    try {
      const stored = this.editing ? await this.#edit(this.editing) : await this.#submit();
      this.#drafts.clear();
      return stored;
    } catch (error) {
      if (failedWith(error, 'conflict')) await this.look();
      throw error;
    }
  }

  #check(): void {
    const wrong = weightProblem(this.weight, this.viewer.unitSystem);
    if (wrong) throw new WrongField('weight', wrong);
    const empty = this.weight === null && this.feeling === null && this.notes.trim() === '';
    if (empty) throw new WrongField('weight', 'Give a weight, a feeling or a few words.');
  }

  #submit(): Promise<CheckInView> {
    const weekOf = this.week?.weekOf ?? this.weeks[0]?.weekOf;
    const said = { ...(weekOf !== undefined && { weekOf }), ...this.#said(null) };
    return checkInsApi.submit({ ...said, clientRequestId: this.#intention.idFor(said) });
  }

  #edit(card: CheckInCard): Promise<CheckInView> {
    return checkInsApi.edit(card.checkInId, this.#said(card.weight));
  }

  #said(storedWeight: number | null) {
    return {
      weight: enteredKilograms(this.weight, this.viewer.unitSystem, storedWeight),
      feeling: this.feeling,
      notes: this.notes.trim() || null,
    };
  }

  #stored(): CheckInDraft {
    const { editing } = this;
    return {
      weight: shownWeight(editing?.weight ?? null, this.viewer.unitSystem),
      feeling: editing?.feeling ?? null,
      notes: editing?.notes ?? '',
    };
  }

  #fill(draft: CheckInDraft): void {
    this.weight = draft.weight;
    this.feeling = draft.feeling;
    this.notes = draft.notes;
  }
}
