import type { Members, MessageView } from '#contract/conversations';
import type { Act } from '../browser/interface.ts';
import type {
  ActOperation,
  Gap,
  Heard,
  Instant,
  Operation,
  Reached,
  ToldMark,
  ToldMessage,
} from '../history.ts';

/** Something that shows that a fault was felt. */
export type Sign =
  | 'disconnected'
  | 'refused'
  | 'unanswered'
  | 'late'
  | 'unavailable'
  | 'duplicate'
  | 'gap'
  | 'restored'
  | 'dropped'
  | 'warned'
  | 'degraded'
  | 'held'
  | 'both tabs'
  | 'silenced';

export interface Observation {
  readonly at: Instant;
  readonly sign: Sign;
  /** The tab or server that showed it. */
  readonly who: string;
}

/** A message somebody has sent; whether they might is judged when all is over. */
export type Sent = Omit<Operation, 'allowed'> & {
  /** With a session that had ended. */
  readonly lockedOut?: boolean;
};

/** Everything that is written down while a run goes on. */
export class Recorder {
  readonly operations = new Map<string, Sent>();
  readonly acts: ActOperation[] = [];
  readonly observations: Observation[] = [];
  readonly gaps: Gap[] = [];
  readonly internalErrors: string[] = [];
  readonly #heard = new Map<string, Heard>();
  readonly #reached = new Map<string, Reached>();
  readonly #marks = new Map<string, ToldMark>();
  readonly #messages = new Map<number, ToldMessage>();
  readonly #typed = new Map<string, number>();
  #begun = 0;

  note(sign: Sign, who: string): void {
    this.observations.push({ at: Date.now(), sign, who });
  }

  /** A person presses send; gives the unique text of it. */
  begin(
    operation: Pick<Sent, 'conversationId' | 'senderId' | 'tab' | 'lockedOut'>,
    how: { readonly withPicture?: boolean } = {},
  ): Sent {
    const place = `${operation.tab} ${operation.conversationId}`;
    const nth = (this.#typed.get(place) ?? 0) + 1;
    this.#typed.set(place, nth);
    this.#begun += 1;
    const text = `${canary(operation.conversationId)} ${operation.tab} ${nth} (${this.#begun})`;
    const begun: Sent = {
      ...operation,
      text,
      picture: how.withPicture === true ? `picture ${this.#begun}` : undefined,
      nth,
      at: Date.now(),
      outcome: 'unknown',
      promised: false,
      acknowledged: undefined,
    };
    this.operations.set(text, begun);
    return begun;
  }

  /** A person does something with a message. */
  beginAct(act: Act, userId: number): ActOperation {
    const begun: ActOperation = { act, userId, outcome: 'unknown', rev: undefined };
    this.acts.push(begun);
    return begun;
  }

  /** These tabs were wiped: what they had not sent yet is gone, as whoever logs somebody out is told. */
  wiped(tabs: readonly string[]): void {
    for (const operation of this.operations.values())
      if (operation.outcome === 'unknown' && tabs.includes(operation.tab)) operation.promised = false;
  }

  toldMarks(conversationId: number, members: Members): void {
    for (const [user, { deliveredSeq, readSeq }] of Object.entries(members)) {
      const key = `${conversationId} ${user}`;
      const told = this.#marks.get(key) ?? {
        conversationId,
        userId: Number(user),
        deliveredSeq: 0,
        readSeq: 0,
      };
      told.deliveredSeq = Math.max(told.deliveredSeq, deliveredSeq);
      told.readSeq = Math.max(told.readSeq, readSeq);
      this.#marks.set(key, told);
    }
  }

  toldMessages(messages: readonly MessageView[]): void {
    for (const { id, conversationId, seq, text, kind } of messages) {
      if (kind === 'text') this.#messages.set(id, { id, conversationId, seq, text });
    }
  }

  heard(tab: string, userId: number, conversationId: number): void {
    const key = `${tab} ${conversationId}`;
    const at = Date.now();
    const known = this.#heard.get(key);
    if (known) known.last = at;
    else this.#heard.set(key, { tab, userId, conversationId, first: at, last: at });
  }

  /** Something was said to a tab over a connection of that session. */
  reached(tab: string, userId: number, session: number): void {
    this.#reached.set(`${tab} ${session}`, { tab, userId, session, last: Date.now() });
  }

  get told(): { reached: Reached[]; heard: Heard[]; toldMarks: ToldMark[]; toldMessages: ToldMessage[] } {
    return {
      reached: [...this.#reached.values()],
      heard: [...this.#heard.values()],
      toldMarks: [...this.#marks.values()],
      toldMessages: [...this.#messages.values()],
    };
  }
}

/** What every text of a thread begins with, so that it is known wherever it turns up. */
function canary(conversationId: number): string {
  return `#c${conversationId}#`;
}

const TRACES = [/#c(\d+)#/g, /"conversationId":(\d+)/g, /\{"id":(\d+),"coach":/g];

/** The threads that something from the network speaks of, whatever it is. */
export function threadsIn(text: string): Set<number> {
  return new Set(TRACES.flatMap((trace) => [...text.matchAll(trace)].map(([, id]) => Number(id))));
}
