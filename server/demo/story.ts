import { addDays, dayIn, mondayOf } from '#contract/rules/weeks';
import type { Happening, Plan, Said, Told, Trained } from './happenings.ts';
import { DAY_MS, HOUR_MS, instantAt } from './local-time.ts';
import type { Persona, Tail, TailCheckIn } from './persona.ts';
import { planFrom, sessionOn } from './plans.ts';
import type { Random } from './random.ts';
import { Speech } from './speech.ts';
import type { Words } from './speech.ts';
import type { StoredTemplate } from './templates.ts';
import { bodyWeightInWords } from './words.ts';

const MINUTE_MS = 60_000;
/** Minutes after midnight at which coaches give out plans. */
const ASSIGNED_AT = 8 * 60 + 40;

export interface Stage {
  now: number;
  persona: Persona;
  coachName: string;
  coachZone: string;
  templates: readonly StoredTemplate[];
  exerciseNames: ReadonlyMap<number, string>;
  words: Words;
  random: Random;
}

/** A client's time with a coach, in the order it happened. */
export class Story {
  readonly joinedAt: number;
  readonly plans: Plan[];
  readonly #today: string;
  /** Where the told newest part begins: nothing else is said after that. */
  readonly #cut: number;
  readonly #happenings: Happening[] = [];
  readonly #speech: Speech;

  constructor(private readonly stage: Stage) {
    const { persona, now } = stage;
    this.#today = dayIn(persona.timeZone, new Date(now));
    const oldest = Math.max(0, ...persona.tail.map(({ ago }) => ago));
    this.#cut = now - (oldest + 3) * HOUR_MS;
    this.joinedAt = Math.min(
      instantAt(persona.timeZone, addDays(this.#today, -persona.joined), 9 * 60 + 20),
      now - 23 * HOUR_MS,
    );
    this.plans = persona.plans.map((spec) =>
      planFrom(spec, this.#template(spec.template), persona, this.#today),
    );
    this.#speech = new Speech(stage, this.#cut);
  }

  /** Everything that happened until now, the earliest first. */
  tell(): Happening[] {
    this.#hello();
    this.#assign();
    const sessions = this.#train();
    const told = this.#checkIn();
    for (const checkIn of told) this.#review(checkIn);
    this.#happenings.push(
      ...this.#speech.about(sessions, { from: this.joinedAt + DAY_MS, today: this.#today }),
    );
    this.#tail(told.at(-1));
    return this.#happenings.filter(({ at }) => at <= this.stage.now).sort((a, b) => a.at - b.at);
  }

  #template(name: string): StoredTemplate {
    const template = this.stage.templates.find((one) => one.name === name);
    if (!template) throw new Error(`No template is called ${name}`);
    return template;
  }

  #hello(): void {
    let at = this.joinedAt + 40 * MINUTE_MS;
    for (const line of this.stage.persona.hello) {
      const [who = '', ...rest] = line.split(': ');
      this.#happenings.push({
        kind: 'said',
        at,
        by: who === 'coach' ? 'coach' : 'client',
        text: rest.join(': '),
      });
      at += this.stage.random.int(6, 95) * MINUTE_MS;
    }
  }

  #assign(): void {
    const { persona, now } = this.stage;
    for (const plan of this.plans) {
      const morning = instantAt(persona.timeZone, plan.assignedDay, ASSIGNED_AT);
      // A newcomer's first plan came with the words about it.
      const at = plan.assignedDay === this.#today ? now - 19.05 * HOUR_MS : morning;
      this.#happenings.push({ kind: 'assigned', at, plan });
      if (plan.endedAt !== null) this.#happenings.push({ kind: 'ended', at: plan.endedAt, plan });
    }
  }

  #train(): Trained[] {
    const sessions: Trained[] = [];
    for (const plan of this.plans) {
      for (const day of plan.dates) {
        const session = this.#session(plan, day, sessions);
        if (session && (day === this.#today || session.at < this.#cut + 2 * HOUR_MS || this.#isLively())) {
          sessions.push(session);
        }
      }
    }
    this.#happenings.push(...sessions);
    return sessions;
  }

  /** Whether somebody trains on while the newest part is told. */
  #isLively(): boolean {
    return this.stage.now - this.#cut < 5 * DAY_MS;
  }

  #session(plan: Plan, day: string, others: readonly Trained[]): Trained | undefined {
    const { persona, random, now } = this.stage;
    const second = others.some((other) => other.day === day);
    const startsAt = instantAt(
      persona.timeZone,
      day,
      persona.trainsAt + random.int(-25, 35) + (second ? 75 : 0),
    );
    const happens = random.chance(plan.unfailing ? 1 : this.#adherence(day));
    const only = random.chance(0.05) ? 2 : undefined;
    if (day > this.#today) return undefined;
    if (day === this.#today) return this.#sessionToday(plan, day);
    if (!happens || startsAt + 2 * HOUR_MS > now) return undefined;
    // Before it was given out that morning there was nothing to train by.
    if (day === plan.assignedDay && startsAt < instantAt(persona.timeZone, day, ASSIGNED_AT))
      return undefined;
    return sessionOn(plan, day, { persona, startsAt, random, ...(only !== undefined && { only }) });
  }

  #sessionToday(plan: Plan, day: string): Trained | undefined {
    const { persona, random, now } = this.stage;
    if (persona.todayTicks === undefined || plan.template.name !== 'Lower A') return undefined;
    const midnight = instantAt(persona.timeZone, day, 0);
    const session = sessionOn(plan, day, {
      persona,
      startsAt: now - 30 * MINUTE_MS,
      only: persona.todayTicks,
      random,
    });
    if (!session) return undefined;
    const ticks = session.ticks.map((tick) => ({ ...tick, at: Math.min(now, Math.max(midnight, tick.at)) }));
    return { ...session, ticks, at: Math.max(midnight, Math.min(now, session.at)) };
  }

  #adherence(day: string): number {
    const { persona } = this.stage;
    const { fades } = persona;
    return fades && day > addDays(this.#today, -fades.day) ? fades.adherence : persona.adherence;
  }

  /** The weekly check-ins; the one that the newest part tells comes last. */
  #checkIn(): Told[] {
    const { persona, now } = this.stage;
    const planned = persona.tail.find((item): item is TailCheckIn => 'feeling' in item);
    const plannedAt = planned ? now - planned.ago * HOUR_MS : null;
    const plannedWeek = plannedAt === null ? null : mondayOf(dayIn(persona.timeZone, new Date(plannedAt)));
    const told: Told[] = [];
    let week = mondayOf(dayIn(persona.timeZone, new Date(this.joinedAt)));
    for (let count = 0; week <= this.#today && week !== plannedWeek; count += 1) {
      const at = this.#checkInAt(week, plannedWeek);
      if (at !== undefined) {
        told.push({ kind: 'told', at, weekOf: week, ...this.#speech.note(this.#weighed(count)) });
      }
      week = addDays(week, 7);
    }
    if (planned && plannedAt !== null) {
      const { feeling, notes, delta, unread } = planned;
      const weight = Math.round(((told.at(-1)?.weight ?? persona.weight) + delta) * 10) / 10;
      told.push({ kind: 'told', at: plannedAt, weekOf: week, weight, feeling, notes, unread });
    }
    this.#happenings.push(...told);
    return told;
  }

  /** When a week was told; undefined when it was not. */
  #checkInAt(week: string, plannedWeek: string | null): number | undefined {
    const { persona, random } = this.stage;
    const { fades } = persona;
    const day = addDays(week, persona.checkInDay);
    const at = instantAt(persona.timeZone, day, 17 * 60 + random.int(0, 260));
    const faded = fades !== undefined && day > addDays(this.#today, -fades.day);
    const due = random.chance(faded ? fades.checkIns : persona.checkIns);
    if (at < this.joinedAt + 2 * DAY_MS) return undefined;
    // The week before one that shows a change is always there, a little early if need be.
    if (addDays(week, 7) === plannedWeek) return Math.min(at, this.#cut - HOUR_MS);
    if (!due || at > this.#cut) return undefined;
    this.#speech.keepFree(day);
    this.#speech.keepFree(addDays(day, 1));
    return at;
  }

  /** A trend with its water and salt, which flattens with the months. */
  #weighed(week: number): number {
    const { persona, random } = this.stage;
    const trend = persona.perWeek * (week - (week * week) / 110);
    return Math.round((persona.weight + trend + random.between(-0.35, 0.35)) * 10) / 10;
  }

  #review(told: Told): void {
    const { persona, random, coachZone } = this.stage;
    if (told.at > this.#cut || persona.tail.some((item) => 'feeling' in item && item.notes === told.notes))
      return;
    const nextDay = addDays(dayIn(coachZone, new Date(told.at)), 1);
    const morning = instantAt(coachZone, nextDay, random.int(7 * 60 + 20, 11 * 60));
    const at = Math.min(Math.max(morning, told.at + HOUR_MS), this.#cut);
    const words = this.#speech.reply(told);
    const reply = random.chance(0.9) ? words : null;
    this.#happenings.push({ kind: 'reviewed', at, of: told, reply });
  }

  #tail(newest: Told | undefined): void {
    const { persona, now } = this.stage;
    let previous: Said | Told | undefined;
    for (const item of persona.tail) {
      previous = 'feeling' in item ? newest : this.#said(item, now - item.ago * HOUR_MS, previous, newest);
      if (previous?.kind === 'said') this.#happenings.push(previous);
    }
  }

  #said(
    item: Exclude<Tail, TailCheckIn>,
    at: number,
    previous: Said | Told | undefined,
    newest: Told | undefined,
  ): Said {
    const bw = bodyWeightInWords(newest?.weight ?? this.stage.persona.weight, this.stage.persona.units);
    const text = item.text.replace('{bw}', bw);
    const quotes = item.quotesPrevious === true ? previous : undefined;
    const { by, picture, unread } = item;
    return { kind: 'said', at, by, text, quotes, picture, unread };
  }
}
