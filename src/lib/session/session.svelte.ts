import { createContext } from 'svelte';
import type { ProfileInput, UserView } from '#contract/auth';
import type { SessionEndReason } from '#contract/realtime';
import { toApiError } from '../errors.ts';
import type { ApiError } from '../errors.ts';
import type { SessionMemory } from './memory.ts';
import type { SessionApi } from './session-api.ts';

/** `unreachable`: it is not known whether anybody is logged in, because nobody answered. */
export type SessionStatus = 'unknown' | 'anonymous' | 'known' | 'unreachable';

/** A network that swallows requests is as good as none after this time, for whoever was here before. */
const PATIENCE_MS = 3_000;

/** Who is logged in. Made once by the root layout. */
export class Session {
  user = $state.raw<UserView | null>(null);
  status = $state<SessionStatus>('unknown');
  /** Why it is `unreachable`. */
  error = $state.raw<ApiError | null>(null);
  /** The user is whoever was here last: no server has confirmed it since. */
  remembered = $state(false);

  constructor(
    private readonly api: SessionApi,
    private readonly memory: SessionMemory,
  ) {}

  /**
   * Asks the server who is logged in; where nobody answers, whoever was here last goes on with what this device kept.
   * Never throws: look at `status`.
   */
  async load(): Promise<void> {
    const answered = this.#ask();
    if (this.user) return answered;
    await Promise.race([answered, this.#orRecall(answered)]);
  }

  /** After logging in, accepting an invitation or setting up: the answer brought the user. */
  enter(user: UserView): void {
    this.#be(user, false);
    void this.memory.remember(user);
  }

  /**
   * The session is over. Resolves when what this device kept is wiped; what waits to be sent outlives a session that
   * ended by time alone, for the same person.
   */
  async leave(reason: SessionEndReason = 'expired'): Promise<void> {
    this.user = null;
    this.status = 'anonymous';
    this.error = null;
    this.remembered = false;
    await this.memory.forget(reason === 'expired' ? 'copies' : 'everything');
  }

  /** Logs this device out, and wipes it. Throws an `ApiError` when the server did not hear of it. */
  async logOut(): Promise<void> {
    try {
      await this.api.logOut();
    } catch (thrown) {
      if (toApiError(thrown).code !== 'unauthenticated') throw thrown;
    }
    await this.leave('logged_out');
  }

  /** Changes name, time zone, units or language. Throws an `ApiError`. */
  async update(profile: ProfileInput): Promise<void> {
    this.enter(await this.api.update(profile));
  }

  async #ask(): Promise<void> {
    try {
      this.enter(await this.api.me());
    } catch (thrown) {
      const error = toApiError(thrown);
      if (error.code === 'unauthenticated') await this.leave();
      else if (!this.user && !(await this.#recall())) this.#unreachable(error);
    }
  }

  async #orRecall(answered: Promise<void>): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    if (!(await this.#recall())) await answered;
  }

  async #recall(): Promise<boolean> {
    const user = await this.memory.recall();
    const open = this.status === 'unknown' || this.status === 'unreachable';
    if (user && open) this.#be(user, true);
    return user !== undefined;
  }

  #be(user: UserView, remembered: boolean): void {
    this.user = user;
    this.status = 'known';
    this.error = null;
    this.remembered = remembered;
  }

  #unreachable(error: ApiError): void {
    this.error = error;
    this.status = 'unreachable';
  }
}

/** `useSession()` inside any component; `setSession` is called once, by the root layout. */
export const [useSession, setSession] = createContext<Session>();
