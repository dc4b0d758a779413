import type { ScheduledView } from '#contract/scheduled-messages';
import { laterApi } from './later-api.ts';

/** What waits in one thread to be sent later, or could not be sent. Never throws: it is read again soon. */
export class ScheduledList {
  items = $state.raw<readonly ScheduledView[]>([]);
  #latest = 0;

  constructor(
    private readonly conversationId: number,
    private readonly read = laterApi.list,
  ) {}

  /** Reads it again. What is held stays while that is not possible. */
  async load(): Promise<void> {
    const turn = ++this.#latest;
    const items = await this.read(this.conversationId).catch(() => undefined);
    if (items && turn === this.#latest) this.items = items;
  }
}
