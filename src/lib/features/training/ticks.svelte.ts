import { messageOf } from '../../errors.ts';

/** What is stored of one session, and how often it has changed. */
export interface Session {
  scheduledId: number;
  doneExerciseIds: readonly number[];
  /** Grows with every change of what is stored. */
  version: number;
}

interface Wish {
  done: boolean;
  /** The version at which the server agreed; undefined while it has not answered. */
  agreedAt: number | undefined;
}

type Send = (scheduledId: number, exerciseId: number, done: boolean) => Promise<unknown>;

/**
 * The ticks of one session as the person sees them: at once as they want them, back to what is stored, with the reason,
 * when the server refuses. A wish lasts until what is stored has caught up with it.
 */
export class Ticks {
  /** Why the last tick did not hold. */
  problem = $state<string>();
  #wishes = $state.raw<Partial<Record<string, Wish>>>({});

  constructor(
    private readonly session: () => Session | undefined,
    private readonly send: Send,
  ) {}

  isDone(exerciseId: number): boolean {
    const session = this.session();
    if (!session) return false;
    const stored = session.doneExerciseIds.includes(exerciseId);
    const wish = this.#wishes[keyOf(session.scheduledId, exerciseId)];
    if (!wish || (wish.agreedAt !== undefined && session.version > wish.agreedAt)) return stored;
    return wish.done;
  }

  /** How many of these exercises are done, wishes included. */
  count(exerciseIds: readonly number[]): number {
    return exerciseIds.filter((exerciseId) => this.isDone(exerciseId)).length;
  }

  /** Ticks or unticks. Taps while one is on its way are not lost: the last one counts. */
  async set(exerciseId: number, done: boolean): Promise<void> {
    const session = this.session();
    if (!session) return;
    const { scheduledId } = session;
    const key = keyOf(scheduledId, exerciseId);
    const before = this.#wishes[key];
    this.problem = undefined;
    this.#wish(key, { done, agreedAt: undefined });
    // Whoever sent the wish before this one sends this one too, once it has its answer.
    if (before && before.agreedAt === undefined) return;
    await this.#deliver(key, scheduledId, exerciseId);
  }

  #wish(key: string, wish: Wish | undefined): void {
    this.#wishes = { ...this.#wishes, [key]: wish };
  }

  async #deliver(key: string, scheduledId: number, exerciseId: number): Promise<void> {
    try {
      let sent: boolean | undefined;
      while (sent !== this.#wishes[key]?.done) {
        sent = this.#wishes[key]?.done ?? false;
        await this.send(scheduledId, exerciseId, sent);
      }
      this.#agree(key, scheduledId, exerciseId, sent ?? false);
    } catch (error) {
      this.#wish(key, undefined);
      this.problem = messageOf(error);
    }
  }

  #agree(key: string, scheduledId: number, exerciseId: number, done: boolean): void {
    const session = this.session();
    const shown =
      session?.scheduledId === scheduledId && session.doneExerciseIds.includes(exerciseId) === done;
    if (shown || !session) this.#wish(key, undefined);
    else this.#wish(key, { done, agreedAt: session.version });
  }
}

function keyOf(scheduledId: number, exerciseId: number): string {
  return `${scheduledId}:${exerciseId}`;
}
