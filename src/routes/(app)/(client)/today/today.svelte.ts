import type { CheckInView } from '#contract/check-ins';
import type { ScheduledRoutineView } from '#contract/training';
import { toApiError } from '$lib/errors.ts';
import type { ApiError } from '$lib/errors.ts';
import { newestCheckIns } from '$lib/features/check-ins/newest-check-ins.ts';
import { tick } from '$lib/features/training/thread-plans.ts';
import { trainingApi } from '$lib/features/training/training-api.ts';
import { range } from './next-thing.ts';

const WEEKS = 4;

/** A client's calendar and check-ins around today. What was read stays on screen while it is read again. */
export class Today {
  entries = $state.raw<readonly ScheduledRoutineView[]>([]);
  checkIns = $state.raw<readonly CheckInView[]>([]);
  status = $state<'loading' | 'ready' | 'error'>('loading');
  error = $state.raw<ApiError | null>(null);
  busy = $state(false);
  /** Grows with every change of what is held. */
  version = $state(0);
  #latest = 0;

  constructor(private readonly clientId: number) {}

  /** Reads everything around `day`, the client's today; call it again after a change. Never throws: look at `status`. */
  async load(day: string): Promise<void> {
    const turn = ++this.#latest;
    this.busy = true;
    try {
      const { from, to } = range(day);
      const [entries, checkIns] = await Promise.all([
        trainingApi.scheduled(from, to),
        newestCheckIns(this.clientId, WEEKS),
      ]);
      if (turn === this.#latest) this.#take(entries, checkIns);
    } catch (thrown) {
      if (turn === this.#latest) this.#fail(toApiError(thrown));
    } finally {
      if (turn === this.#latest) this.busy = false;
    }
  }

  /** Ticks an exercise and takes over what the server made of it. Rejects with an `ApiError`. */
  async tick(scheduledId: number, exerciseId: number, done: boolean): Promise<void> {
    const stored = await tick(scheduledId, exerciseId, done);
    this.entries = this.entries.map((entry) => (entry.id === scheduledId ? stored : entry));
    this.version += 1;
  }

  #take(entries: readonly ScheduledRoutineView[], checkIns: readonly CheckInView[]): void {
    this.entries = entries;
    this.checkIns = checkIns;
    this.version += 1;
    this.status = 'ready';
    this.error = null;
  }

  #fail(error: ApiError): void {
    this.error = error;
    if (this.status === 'loading') this.status = 'error';
  }
}
