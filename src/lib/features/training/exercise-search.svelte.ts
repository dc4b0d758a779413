import type { ExerciseCategory } from '#contract/enums';
import type { ExerciseView } from '#contract/training';
import { PagedList } from '../../paged-list.svelte.ts';
import { trainingApi } from './training-api.ts';

const TYPING_MS = 180;

/** The catalogue as one looks through it: by words, by category, page by page. */
export class ExerciseSearch {
  q = $state('');
  category = $state<ExerciseCategory | 'all'>('all');
  readonly list: PagedList<ExerciseView>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param limit exercises a page */
  constructor(private readonly limit: number) {
    this.list = new PagedList((cursor) => trainingApi.exercises(this.#query(cursor)));
  }

  /** After a key: waits until the typing pauses. */
  typed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.list.load(), TYPING_MS);
  }

  choose(category: ExerciseCategory | 'all'): void {
    this.category = category;
    void this.list.load();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #query(cursor: string | undefined) {
    const { q, category, limit } = this;
    return {
      limit,
      ...(q.trim() !== '' && { q: q.trim() }),
      ...(category !== 'all' && { category }),
      ...(cursor !== undefined && { cursor }),
    };
  }
}
