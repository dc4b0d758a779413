import type { MessagePage } from '#contract/conversations';
import type { RealtimeApi } from './client-deps.ts';
import type { Engine } from './engine.ts';
import { ApiError } from '../errors.ts';
import {
  addPage,
  endPage,
  hasNewer,
  hasOlder,
  openAt,
  startPage,
  toNewest,
  viewOf,
} from './thread-window.ts';
import type { ThreadState } from './thread-state.ts';

/** Which page of a thread: at most one of the four, all exclusive but `around`; without any, the newest. */
export interface PageRequest {
  before?: number;
  after?: number;
  around?: number;
  /** Around the first message of this calendar day, or of the next that has one. */
  on?: string;
}

/** Moves what is read of each thread through it, one page at a time; a jump makes the page on its way worthless. */
export class ThreadPages {
  #names = 0;

  constructor(
    private readonly engine: Pick<Engine, 'threads' | 'put'>,
    private readonly api: Pick<RealtimeApi, 'messages'>,
  ) {}

  /** Adds the page before what is read; false when there was nothing to add. Rejects with an `ApiError`. */
  async older(conversationId: number): Promise<boolean> {
    const state = this.#open(conversationId);
    const first = viewOf(state)[0]?.seq;
    if (first === undefined || !hasOlder(state) || state.page !== 0) return false;
    return (await this.#load(state, { before: first }, addPage)) !== undefined;
  }

  /** Adds the page after what is read; false when there was nothing to add. Rejects with an `ApiError`. */
  async newer(conversationId: number): Promise<boolean> {
    const state = this.#open(conversationId);
    const last = viewOf(state).at(-1)?.seq;
    if (last === undefined || !hasNewer(state) || state.page !== 0) return false;
    return (await this.#load(state, { after: last }, addPage)) !== undefined;
  }

  /** Reads around a message, or at a day, from now on. Gives the page, or nothing if another jump came in between. */
  async jump(
    conversationId: number,
    to: Pick<PageRequest, 'around' | 'on'>,
  ): Promise<MessagePage | undefined> {
    return this.#load(this.#open(conversationId), to, openAt);
  }

  /** Reads the newest messages from now on; a page on its way is not wanted any more. */
  newest(conversationId: number): void {
    const state = this.engine.threads.get(conversationId);
    if (state?.away || state?.page) this.engine.put(toNewest(state));
  }

  async #load(
    state: ThreadState,
    request: PageRequest,
    take: (state: ThreadState, page: MessagePage) => ThreadState,
  ): Promise<MessagePage | undefined> {
    const { conversationId } = state;
    // What changes before a thread is open is not kept for its pages.
    if (state.window !== 'open') return undefined;
    const name = (this.#names += 1);
    const asking = () => {
      const now = this.engine.threads.get(conversationId);
      return now?.page === name ? now : undefined;
    };
    this.engine.put(startPage(state, name));
    try {
      const page = await this.api.messages(conversationId, request);
      const now = asking();
      if (now) this.engine.put(take(now, page));
      return now && page;
    } catch (error) {
      const now = asking();
      if (!now) return undefined;
      this.engine.put(endPage(now));
      throw error;
    }
  }

  #open(conversationId: number): ThreadState {
    const state = this.engine.threads.get(conversationId);
    if (!state) throw new ApiError('not_found');
    return state;
  }
}
