import { AppError } from './errors.ts';

/** Lets each person do only so much of one kind of work at a time: whatever it costs, they pay for it with their own. */
export class AtOnce {
  readonly #running = new Map<number, number>();

  /** @param detail what somebody is told who wants more */
  constructor(
    private readonly most: number,
    private readonly detail: string,
  ) {}

  /** @throws AppError `rate_limited`, and whatever `work` throws */
  async run<T>(userId: number, work: () => Promise<T>): Promise<T> {
    const running = this.#running.get(userId) ?? 0;
    if (running >= this.most) throw new AppError('rate_limited', this.detail, { retryAfter: 2 });
    this.#running.set(userId, running + 1);
    try {
      return await work();
    } finally {
      const left = (this.#running.get(userId) ?? 1) - 1;
      if (left === 0) this.#running.delete(userId);
      else this.#running.set(userId, left);
    }
  }
}
