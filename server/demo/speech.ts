import { addDays, mondayOf } from '#contract/rules/weeks';
import type { Exchange, Note } from './corpus/parse.ts';
import type { Deck } from './deck.ts';
import type { Said, Tick, Told, Trained } from './happenings.ts';
import { HOUR_MS, instantAt } from './local-time.ts';
import type { Stage } from './story.ts';
import { bodyWeightInWords, fill, loadInWords } from './words.ts';

const MINUTE_MS = 60_000;

/** Everything anybody can say, shared by all threads so that they differ. */
export interface Words {
  exchanges: Deck<Exchange>;
  notes: Deck<Note>;
  weight: Readonly<Record<'down' | 'up' | 'same' | 'gained' | 'missing', readonly string[]>>;
}

/** What one client and their coach say to each other between the events. */
export class Speech {
  readonly #heard = new Set<Exchange>();
  readonly #noted = new Set<Note>();
  readonly #noteOf = new Map<string, Note>();
  /** Days on which something was talked about already. */
  readonly #busy = new Set<string>();
  #lastWeight: number | null = null;
  readonly #deltas = new Map<Told, number>();

  /** @param cut nothing is said after that */
  constructor(
    private readonly stage: Stage,
    private readonly cut: number,
  ) {}

  /** Conversations, most of them after a session, a few a month without one. */
  about(sessions: readonly Trained[], { from, today }: { from: number; today: string }): Said[] {
    const { persona, random } = this.stage;
    const said: Said[] = [];
    let week = mondayOf(addDays(today, -persona.joined));
    for (; week <= today; week = addDays(week, 7)) {
      const count = Math.floor(persona.chats * 0.75 + random.next());
      for (let talk = 0; talk < count; talk += 1) said.push(...this.#talk(week, sessions, from));
    }
    return said;
  }

  /** What a check-in says. */
  note(weight: number): { weight: number; feeling: number; notes: string | null } {
    const { persona, random, words } = this.stage;
    const feeling = random.pick(persona.adherence > 0.9 ? [3, 4, 4, 4, 4, 5, 5] : [2, 3, 3, 4, 4, 4, 5]);
    const note = random.chance(0.93)
      ? words.notes.deal(
          random,
          (one) => one.feelings.includes(feeling) && this.#fits(one.trait),
          this.#noted,
        )
      : undefined;
    const text = note && (fill(note.text, { plan: persona.plans[0]?.template }, random) ?? null);
    if (note && text != null) this.#noteOf.set(text, note);
    return { weight, feeling, notes: text ?? null };
  }

  /** Keeps a day free of talk. */
  keepFree(day: string): void {
    this.#busy.add(day);
  }

  /** What the coach answers to a check-in: to the note, and now and then to the scale. */
  reply(told: Told): string {
    const { random, persona, words } = this.stage;
    const delta = this.#deltaOf(told);
    const note = this.#noteOf.get(told.notes ?? '');
    const answer = note?.replies.length ? random.pick(note.replies) : undefined;
    const aboutWeight =
      !answer || (persona.traits.some((one) => one === 'lose' || one === 'gain') && random.chance(0.5));
    const remark = aboutWeight ? random.pick(words.weight[this.#trend(delta)]) : undefined;
    const text = [remark, answer].filter((part) => part !== undefined).join(' ');
    return fill(text, this.#names({ delta: bodyWeightInWords(delta ?? 0, persona.units) }), random) ?? text;
  }

  #trend(delta: number | null): keyof Words['weight'] {
    if (delta === null || Math.abs(delta) < 0.15) return 'same';
    const gaining = this.stage.persona.traits.includes('gain');
    if (delta < 0) return gaining ? 'missing' : 'down';
    return gaining ? 'gained' : 'up';
  }

  #deltaOf(told: Told): number | null {
    const known = this.#deltas.get(told);
    if (known !== undefined) return known;
    const delta = this.#lastWeight === null || told.weight === null ? null : told.weight - this.#lastWeight;
    this.#lastWeight = told.weight;
    if (delta !== null) this.#deltas.set(told, delta);
    return delta;
  }

  #talk(week: string, sessions: readonly Trained[], from: number): Said[] {
    const { persona, random, words } = this.stage;
    const day = addDays(week, random.int(0, 6));
    if (this.#busy.has(day)) return [];
    const session = sessions.findLast(
      (one) => one.day <= day && one.day > addDays(day, -3) && !this.#busy.has(one.day),
    );
    const start = session
      ? session.at + random.int(4, 50) * MINUTE_MS
      : instantAt(persona.timeZone, day, random.int(8 * 60, 20 * 60));
    const slots = this.#slots(session);
    const exchange = words.exchanges.deal(
      random,
      ({ trait, turns, sequelTo }) =>
        (!sequelTo || this.#heard.has(sequelTo)) &&
        (trait === 'after' ? session !== undefined : this.#fits(trait)) &&
        turns.every(({ text }) => fill(text, slots, random) !== undefined),
      this.#heard,
    );
    this.#busy.add(day).add(session?.day ?? day);
    if (!exchange || start < from || start + 8 * HOUR_MS > this.cut) return [];
    return this.#spoken(exchange, start, slots);
  }

  #spoken(exchange: Exchange, start: number, slots: Readonly<Record<string, string | undefined>>): Said[] {
    const { random } = this.stage;
    const said: Said[] = [];
    let at = start;
    for (const { by, quotes, text } of exchange.turns) {
      const previous = said.at(-1);
      said.push({
        ...{ kind: 'said', at, by, text: fill(text, slots, random) ?? text },
        quotes: quotes ? previous : undefined,
      });
      at += random.int(by === 'client' ? 9 : 3, by === 'client' ? 150 : 70) * MINUTE_MS;
    }
    return said;
  }

  /** `lose gain` is one of these; `any` is everybody. */
  #fits(traits: string): boolean {
    return traits === 'any' || traits.split(' ').some((trait) => this.stage.persona.traits.includes(trait));
  }

  /** The heaviest thing of the last session, and the names. */
  #slots(session: Trained | undefined): Record<string, string | undefined> {
    const { persona, random } = this.stage;
    const loaded = session?.ticks.filter(({ weightKg, reps }) => weightKg >= 6 && reps !== null) ?? [];
    const [first, second] = random.shuffled(loaded);
    const plan = session?.plan.template.name;
    if (!first) return this.#names({ plan });
    const step = first.weightKg >= 20 ? 2.5 : 1;
    return this.#names({
      ...{ plan, ex: this.#named(first), ex2: second && this.#named(second) },
      load: loadInWords(first.weightKg, persona.units),
      next: loadInWords(first.weightKg + step, persona.units),
      load2: second && loadInWords(second.weightKg, persona.units),
      ...{ reps: String(first.reps), sets: String(first.sets) },
    });
  }

  #named({ exerciseId }: Tick): string | undefined {
    return inSentence(this.stage.exerciseNames.get(exerciseId));
  }

  #names(more: Record<string, string | undefined>): Record<string, string | undefined> {
    const { persona, coachName } = this.stage;
    return { name: persona.name.split(' ')[0], coach: coachName.split(' ')[0], ...more };
  }
}

/** A name as it stands within a sentence: only what comes from a person or a place keeps its capital. */
function inSentence(name: string | undefined): string | undefined {
  return name
    ?.toLowerCase()
    .replace(/romanian|bulgarian|pallof|copenhagen/g, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}
