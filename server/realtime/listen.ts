import type { Ack } from '#contract/realtime';
import type { Ctx, Services } from '#server/kernel/context';
import { AppError, toProblem } from '#server/kernel/errors';
import { Turnstile } from '#server/kernel/turnstile';
import { dispatch } from './dispatch.ts';
import type { CountEvent, Edge, ExplainFailure } from './dispatch.ts';
import { Lanes } from './lanes.ts';
import type { OpenEvents } from './open-events.ts';
import type { SpotterSocket } from './sockets.ts';

/** Events of one socket that may wait for their answers: more than anybody's burst, less than fills a memory. */
const MAX_UNDER_WAY = 500;

/** Syncs of the whole process at once: each holds a connection, and there are 20. */
const SYNCS = { places: 6, maxWaiting: 5_000, patienceMs: 8_000 };

interface Parts {
  services: Services;
  events: OpenEvents;
  countEvent: CountEvent;
  explainFailure: ExplainFailure;
}

/** Hears what sockets say, and answers each event. */
export class Listener {
  /** A sync can be a large answer to a small question: one at a time for each person, and few for all together. */
  readonly #syncs = new Lanes<number>();
  readonly #turnstile = new Turnstile(SYNCS);

  readonly #contexts = new WeakMap<SpotterSocket, Ctx>();
  readonly #edge: Edge;

  constructor(private readonly parts: Parts) {
    this.#edge = { explain: parts.explainFailure, count: parts.countEvent };
  }

  listenTo(socket: SpotterSocket): void {
    let underWay = 0;
    socket.onAny((name: unknown, ...args: unknown[]) => {
      const event = String(name);
      const ack = args.at(-1);
      const reply = (answer: Ack<object>) => {
        if (typeof ack === 'function') Reflect.apply(ack, undefined, [answer]);
      };
      if (underWay >= MAX_UNDER_WAY) {
        reply({ ok: false, error: toProblem(tooManyUnderWay()) });
        return;
      }
      underWay += 1;
      const answered = () => this.#answered(socket, event, args[0]);
      void (event === 'sync' ? this.#inTurn(socket, answered) : answered()).then((answer) => {
        underWay -= 1;
        reply(answer);
      });
    });
  }

  #answered(socket: SpotterSocket, event: string, payload: unknown): Promise<Ack<object>> {
    const ctx = this.#contextOf(socket);
    return this.parts.events.answer(() => dispatch(this.#edge, ctx, event, payload));
  }

  /** Made anew only when who acts has changed: a session is renamed when its person changes their password. */
  #contextOf(socket: SpotterSocket): Ctx {
    const known = this.#contexts.get(socket);
    if (known?.actor === socket.data.actor) return known;
    const ctx: Ctx = { ...this.parts.services, actor: socket.data.actor, askingSocket: socket.id };
    this.#contexts.set(socket, ctx);
    return ctx;
  }

  /**
   * Never rejects, like the answer itself. Patience counts from here: after a slow time the database must not first
   * answer questions that were given up and asked again, or whose sockets are gone.
   */
  #inTurn(socket: SpotterSocket, answered: () => Promise<Ack<object>>): Promise<Ack<object>> {
    const { explainFailure } = this.parts;
    const giveUpAt = performance.now() + SYNCS.patienceMs;
    const isWanted = () => socket.connected && performance.now() < giveUpAt;
    const answeredIfWanted = () => (isWanted() ? answered() : Promise.reject(tooLate()));
    return this.#syncs.run(socket.data.actor.userId, () =>
      (isWanted() ? this.#turnstile.pass(answeredIfWanted) : answeredIfWanted()).catch((error: unknown) => ({
        ok: false,
        error: explainFailure(error),
      })),
    );
  }
}

const tooManyUnderWay = () =>
  new AppError('rate_limited', 'Too much waits for an answer already. Try again shortly.', { retryAfter: 1 });

const tooLate = () =>
  new AppError('unavailable', 'This waited too long for its turn. Try again in a moment.', { retryAfter: 2 });
