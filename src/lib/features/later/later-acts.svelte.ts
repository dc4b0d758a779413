import type { ScheduledView } from '#contract/scheduled-messages';
import type { Toasts } from '$ui/toasts.svelte.ts';
import { failedWith, messageOf } from '../../errors.ts';
import { newUuid } from '../../realtime/uuid.ts';
import { laterApi } from './later-api.ts';

/** What can be done about a message that waits. Whatever comes of it, the list is read again. */
export class LaterActs {
  problem = $state<string>();
  #busy = $state.raw<{ id: number; with: 'sending' | 'cancelling' }>();

  constructor(
    private readonly toasts: Toasts,
    private readonly reload: () => Promise<void>,
    private readonly server = laterApi,
  ) {}

  busyWith(id: number): 'sending' | 'cancelling' | undefined {
    return this.#busy?.id === id ? this.#busy.with : undefined;
  }

  send({ id }: ScheduledView): Promise<void> {
    return this.#run({ id, with: 'sending' }, () => this.server.sendNow(id));
  }

  /** Takes it back; for a while that can be taken back as well. */
  cancel(scheduled: ScheduledView): Promise<void> {
    return this.#run({ id: scheduled.id, with: 'cancelling' }, async () => {
      await this.server.cancel(scheduled.id);
      if (scheduled.status === 'failed') this.toasts.show('Discarded');
      else {
        const run = () => void this.#again(scheduled);
        this.toasts.show('It will not be sent', { action: { label: 'Undo', run } });
      }
    });
  }

  async #again({ conversationId, text, sendAt, timeZone, replyToSeq }: ScheduledView): Promise<void> {
    const said = { text, sendAt, timeZone, ...(replyToSeq !== null && { replyToSeq }) };
    try {
      await this.server.schedule(conversationId, { ...said, clientRequestId: newUuid() });
    } catch (error) {
      this.toasts.show(`It could not be scheduled again. ${messageOf(error)}`, { tone: 'danger' });
    }
    await this.reload();
  }

  async #run(busy: { id: number; with: 'sending' | 'cancelling' }, work: () => Promise<unknown>) {
    if (this.#busy) return;
    this.#busy = busy;
    this.problem = undefined;
    try {
      await work();
    } catch (error) {
      // Sent or taken back elsewhere: the list that is read now says so.
      if (!failedWith(error, 'not_found')) this.problem = messageOf(error);
    } finally {
      this.#busy = undefined;
      await this.reload();
    }
  }
}
