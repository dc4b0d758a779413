import type { ScheduledView } from '#contract/scheduled-messages';
import { api } from '../../api.ts';
import { request } from '../../request.ts';

/** What waits in one thread to be sent later, or could not be sent, by its moment. */
export class ScheduledList {
  items = $state.raw<readonly ScheduledView[]>([]);
  #latest = 0;

  constructor(private readonly conversationId: number) {}

  /** Reads it again, all there can be. What is held stays while that is not possible. Never throws. */
  async load(): Promise<void> {
    const turn = ++this.#latest;
    const param = { id: String(this.conversationId) };
    const call = api.conversations[':id']['scheduled-messages'].$get({ param, query: { limit: '100' } });
    const page = await request(call).catch(() => undefined);
    if (page && turn === this.#latest) this.items = page.items;
  }
}
