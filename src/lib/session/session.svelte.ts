import { createContext } from 'svelte';
import type { ProfileInput, UserView } from '#contract/auth';
import { toApiError } from '../errors.ts';
import type { ApiError } from '../errors.ts';
import type { SessionApi } from './session-api.ts';

/** `unreachable`: it is not known whether anybody is logged in, because nobody answered. */
export type SessionStatus = 'unknown' | 'anonymous' | 'known' | 'unreachable';

/** Who is logged in. Made once by the root layout. */
export class Session {
  user = $state.raw<UserView | null>(null);
  status = $state<SessionStatus>('unknown');
  /** Why it is `unreachable`. */
  error = $state.raw<ApiError | null>(null);

  constructor(private readonly api: SessionApi) {}

  /** Asks the server who is logged in. Never throws: look at `status`. */
  async load(): Promise<void> {
    try {
      this.enter(await this.api.me());
    } catch (thrown) {
      const error = toApiError(thrown);
      if (error.code === 'unauthenticated') this.leave();
      else this.#unreachable(error);
    }
  }

  /** After logging in, accepting an invitation or setting up: the answer brought the user. */
  enter(user: UserView): void {
    this.user = user;
    this.status = 'known';
    this.error = null;
  }

  /** The session is over, whoever ended it. */
  leave(): void {
    this.user = null;
    this.status = 'anonymous';
    this.error = null;
  }

  /** Logs this device out. Throws an `ApiError` when the server did not hear of it. */
  async logOut(): Promise<void> {
    try {
      await this.api.logOut();
    } catch (thrown) {
      if (toApiError(thrown).code !== 'unauthenticated') throw thrown;
    }
    this.leave();
  }

  /** Changes name, time zone, units or language. Throws an `ApiError`. */
  async update(profile: ProfileInput): Promise<void> {
    this.enter(await this.api.update(profile));
  }

  #unreachable(error: ApiError): void {
    this.error = error;
    if (!this.user) this.status = 'unreachable';
  }
}

/** `useSession()` inside any component; `setSession` is called once, by the root layout. */
export const [useSession, setSession] = createContext<Session>();
