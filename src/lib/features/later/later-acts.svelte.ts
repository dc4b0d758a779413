import type { ScheduledView } from '#contract/scheduled-messages';
import { failedWith, messageOf } from '../../errors.ts';
import { Intention } from '../../intention.ts';
import { laterApi } from './later-api.ts';

/** What can be done about a message that waits. Whatever comes of it, the list is read again. */
export class LaterActs {
  problem = $state<string>();
  /** The one that was taken back last, as long as that can be undone. */
  cancelled = $state.raw<ScheduledView>();
  readonly #intention = new Intention();
  #busy = $state.raw<{ id: number; with: 'sending' | 'cancelling' }>();

  constructor(
    private readonly reload: () => Promise<void>,
    private readonly server = laterApi,
  ) {}

  busyWith(id: number): 'sending' | 'cancelling' | undefined {
    return this.#busy?.id === id ? this.#busy.with : undefined;
  }

  /** Gives whether that sent it: not where it failed, and not where somebody took it back before. */
  send({ id }: ScheduledView): Promise<boolean> {
    return this.#run({ id, with: 'sending' }, () => this.server.sendNow(id));
  }

  async cancel(scheduled: ScheduledView): Promise<void> {
    await this.#run({ id: scheduled.id, with: 'cancelling' }, async () => {
      await this.server.cancel(scheduled.id);
      if (scheduled.status === 'scheduled') this.cancelled = scheduled;
    });
  }

  /** Schedules again what was taken back. */
  async undo(): Promise<void> {
    const { cancelled } = this;
    if (!cancelled) return;
    const { id, conversationId, text, sendAt, timeZone, replyToSeq, attachments } = cancelled;
    const mediaIds = attachments.map((media) => media.id);
    const said = { text, sendAt, timeZone, mediaIds, ...(replyToSeq !== null && { replyToSeq }) };
    await this.#run({ id, with: 'sending' }, () =>
      this.server.schedule(conversationId, { ...said, clientRequestId: this.#intention.idFor(cancelled) }),
    );
  }

  async #run(
    busy: { id: number; with: 'sending' | 'cancelling' },
    work: () => Promise<unknown>,
  ): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = busy;
    this.problem = undefined;
    const before = this.cancelled;
    try {
      await work();
      // Whatever is done next leaves nothing to undo.
      if (this.cancelled === before) this.cancelled = undefined;
      return true;
    } catch (error) {
      // Sent or taken back elsewhere: the list that is read now says so.
      if (!failedWith(error, 'not_found')) this.problem = messageOf(error);
      return false;
    } finally {
      this.#busy = undefined;
      await this.reload();
    }
  }
}
