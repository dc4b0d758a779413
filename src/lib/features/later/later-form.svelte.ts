import { instantOf, wallTimeOf, type MeantInstant } from '#contract/rules/wall-clock';
import { addDays } from '#contract/rules/weeks';
import type { ScheduledView } from '#contract/scheduled-messages';
import { WrongField } from '../../form.svelte.ts';
import { Intention } from '../../intention.ts';
import { laterApi } from './later-api.ts';
import { mediaIdsOf } from '../media/tray-ids.ts';
import type { Tray } from '../media/tray.svelte.ts';
import type { Clocks } from './later-words.ts';
import { quickMoments } from './quick-moments.ts';

/** What is sent later: something new, or something that waits already. */
export interface LaterSubject {
  conversationId: number;
  text: string;
  replyToSeq: number | undefined;
  /** What it carries. */
  tray: Tray;
  /** Set when it is changed. */
  scheduled?: ScheduledView | undefined;
}

/** Choosing when a message goes, and on whose clock, while it is put together. */
export class LaterForm {
  text = $state('');
  /** Whose clock day and time are read from. */
  clock = $state<'theirs' | 'mine'>('theirs');
  day = $state('');
  time = $state('');
  readonly #intention = new Intention();
  readonly zone = $derived.by(() =>
    this.clock === 'theirs' ? this.clocks.other.timeZone : this.clocks.timeZone,
  );

  constructor(
    private readonly subject: LaterSubject,
    readonly clocks: Clocks,
    private readonly now: Date,
    private readonly send: Pick<typeof laterApi, 'schedule' | 'change'> = laterApi,
  ) {
    this.text = subject.text;
    const known = subject.scheduled;
    if (known && known.timeZone !== clocks.other.timeZone) this.clock = 'mine';
    // A failed one's moment is over: a new one is asked for.
    if (known?.status === 'scheduled') this.#show(known.sendAt);
    else this.day = addDays(wallTimeOf(this.zone, now).day, 1);
  }

  readonly quick = $derived.by(() => quickMoments(this.zone, this.now));
  readonly today = $derived.by(() => wallTimeOf(this.zone, this.now).day);
  readonly latest = $derived.by(() => addDays(this.today, 365));
  /** The instant that day and time mean; undefined while one is missing. */
  readonly meant = $derived.by<MeantInstant | undefined>(() => {
    if (!/^\d{4}-\d\d-\d\d$/.test(this.day) || !/^\d\d:\d\d$/.test(this.time)) return undefined;
    return instantOf(this.zone, { day: this.day, time: this.time });
  });

  /** Schedules it for the day and time that were chosen. Rejects with a `WrongField` or an `ApiError`. */
  async submitChosen(): Promise<ScheduledView> {
    if (!this.meant) throw new WrongField(this.day === '' ? 'day' : 'sendAt', 'Choose a day and a time.');
    return this.submit(this.meant.instant);
  }

  /** Schedules it for that moment; a retry never doubles. Rejects with a `WrongField` or an `ApiError`. */
  async submit(at: Date): Promise<ScheduledView> {
    const text = this.text.trim();
    const { tray } = this.subject;
    if (text === '' && tray.files.length === 0) throw new WrongField('text', 'Write something first.');
    const mediaIds = await mediaIdsOf(tray);
    const said = { text, mediaIds, sendAt: at.toISOString(), timeZone: this.zone };
    const { conversationId, replyToSeq, scheduled } = this.subject;
    if (scheduled) return this.send.change(scheduled.id, said);
    const whole = { ...said, ...(replyToSeq !== undefined && { replyToSeq }) };
    return this.send.schedule(conversationId, {
      ...whole,
      clientRequestId: this.#intention.idFor({ ...whole, conversationId }),
    });
  }

  #show(sendAt: string): void {
    ({ day: this.day, time: this.time } = wallTimeOf(this.zone, Date.parse(sendAt)));
  }
}
