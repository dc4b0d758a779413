import type { PersonView } from '#contract/conversations';
import type { ScheduledWithClient } from '#contract/scheduled-messages';
import type { Toasts } from '$ui/toasts.svelte.ts';
import type { Uploads } from '../../media/uploads.svelte.ts';
import { PagedList } from '../../paged-list.svelte.ts';
import { changeSubject } from './change-subject.ts';
import { LaterActs } from './later-acts.svelte.ts';
import { laterApi } from './later-api.ts';
import type { LaterSubject } from './later-form.svelte.ts';

/** Everything a coach has scheduled, in all threads, and what is being done about it. */
export class Agenda {
  readonly list = new PagedList<ScheduledWithClient>((cursor) => laterApi.everywhere(cursor));
  readonly acts = new LaterActs(() => this.list.refresh());
  /** What the form is open for. */
  changing = $state.raw<{ subject: LaterSubject; client: PersonView }>();
  /** What is asked about before it is taken back. */
  cancelling = $state.raw<ScheduledWithClient>();

  constructor(
    private readonly uploads: Uploads,
    private readonly toasts: Toasts,
  ) {}

  /** Opens the form; nothing where the thread is no longer the coach's. */
  change(scheduled: ScheduledWithClient): void {
    const { client } = scheduled;
    if (client) this.changing = { subject: changeSubject(scheduled, this.uploads), client };
  }

  changed(): void {
    this.changing = undefined;
    void this.list.refresh();
  }

  /** Sends it now and says what came of it. Never rejects. */
  async send(scheduled: ScheduledWithClient): Promise<void> {
    const sent = await this.acts.send(scheduled);
    const { problem } = this.acts;
    if (sent) this.toasts.show('It is sent.', { tone: 'good' });
    else if (problem !== undefined) this.toasts.show(problem, { tone: 'danger' });
  }

  ask(scheduled: ScheduledWithClient): void {
    this.acts.problem = undefined;
    this.cancelling = scheduled;
  }

  /** Takes back what was asked about; the question stays where that fails. Never rejects. */
  async cancel(): Promise<void> {
    if (!this.cancelling) return;
    await this.acts.cancel(this.cancelling);
    if (this.acts.problem !== undefined) return;
    this.cancelling = undefined;
    this.toasts.show('It will not be sent.');
  }
}
