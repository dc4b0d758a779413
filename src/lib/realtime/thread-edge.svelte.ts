import { toApiError } from '../errors.ts';
import type { ApiError } from '../errors.ts';

/** One end of what is held of a thread, beyond which there may be more to load. */
export class ThreadEdge {
  loading = $state(false);
  /** Set while the page beyond could not be loaded. */
  error = $state.raw<ApiError | null>(null);

  constructor(private readonly more: () => Promise<unknown>) {}

  /** Loads the page beyond. Never throws: look at `error`. */
  async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    try {
      await this.more();
      this.error = null;
    } catch (thrown) {
      this.error = toApiError(thrown);
    } finally {
      this.loading = false;
    }
  }
}
