import type { Engine } from './engine.ts';
import type { Incoming } from './wire.ts';
import type { RealtimeApi } from './client-deps.ts';

/** Brings the pages of the inbox, which never set back what was told while they were on their way. */
export class InboxPages {
  /** For each page that is on its way, the conversations that were told anew meanwhile: it is the older. */
  readonly #told = new Set<Set<number>>();

  constructor(
    private readonly engine: Engine,
    private readonly api: Pick<RealtimeApi, 'conversations'>,
  ) {}

  /** Loads one page; gives the cursor of the next. Rejects with an `ApiError`. */
  async load(cursor?: string): Promise<string | null> {
    const told = new Set<number>();
    this.#told.add(told);
    const page = await this.api.conversations(cursor).finally(() => this.#told.delete(told));
    for (const view of page.items) if (!told.has(view.id)) this.engine.addRow(view);
    return page.nextCursor;
  }

  heard(message: Incoming): void {
    if (message.event !== 'conversation:added') return;
    for (const told of this.#told) told.add(message.payload.conversation.id);
  }
}
