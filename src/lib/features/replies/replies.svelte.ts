import type { SavedReplyInput, SavedReplyView } from '#contract/saved-replies';
import { failedWith, toApiError, type ApiError } from '../../errors.ts';
import { repliesApi } from './replies-api.ts';

/** The coach's saved replies, by title. */
export class Replies {
  items = $state.raw<readonly SavedReplyView[]>([]);
  status = $state<'loading' | 'ready' | 'error'>('loading');
  error = $state.raw<ApiError | null>(null);

  constructor(private readonly server = repliesApi) {}

  /** Reads them all. Never throws: look at `status`. */
  async load(): Promise<void> {
    if (this.status === 'error') this.status = 'loading';
    try {
      this.items = await this.server.list();
      this.status = 'ready';
    } catch (error) {
      this.error = toApiError(error);
      if (this.status === 'loading') this.status = 'error';
    }
  }

  /** Saves a new one, or `id` anew. Rejects with an `ApiError`. */
  async save(input: SavedReplyInput, id?: number): Promise<void> {
    const saved = await (id === undefined ? this.server.create(input) : this.server.change(id, input));
    this.#put([...this.items.filter((reply) => reply.id !== saved.id), saved]);
  }

  /** Deletes one; deleted elsewhere already is fine. Rejects with an `ApiError`. */
  async remove({ id }: SavedReplyView): Promise<void> {
    await this.server.remove(id).catch((error: unknown) => {
      if (!failedWith(error, 'not_found')) throw error;
    });
    this.#put(this.items.filter((reply) => reply.id !== id));
  }

  #put(items: SavedReplyView[]): void {
    this.items = items.toSorted((a, b) => a.title.localeCompare(b.title));
  }
}
