import type PgBoss from 'pg-boss';
import type { Logger } from './logger.ts';

const BATCH_SIZE = 20;
const POLL_EVERY_MS = 2_000;

/**
 * Works one queue: fetch, handle, report, each job on its own. Written here because pg-boss's own loop reports
 * completion without awaiting it, so that a database that goes away at that moment ends the process.
 */
export class JobWorker<T extends object> {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(
    private readonly boss: PgBoss,
    private readonly name: string,
    private readonly handle: (data: T) => Promise<void>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.nudge();
    }, POLL_EVERY_MS);
  }

  /** Looks for work now; a look that is already under way is followed by another. */
  nudge(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#drain().finally(() => {
      this.#running = undefined;
      if (this.#again) {
        this.#again = false;
        this.nudge();
      }
    });
  }

  /** Resolves when the job in hand is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #drain(): Promise<void> {
    try {
      for (;;) {
        const jobs = this.#stopped ? [] : await this.boss.fetch<T>(this.name, { batchSize: BATCH_SIZE });
        if (jobs.length === 0) return;
        // One that cannot be reported waits for its siblings: nothing runs on after `stop`.
        const ends = await Promise.allSettled(jobs.map((job) => this.#run(job)));
        const failed = ends.find((end) => end.status === 'rejected');
        if (failed) throw failed.reason;
      }
    } catch (error) {
      // The next poll tries again; an unreported job comes back when it expires.
      this.logger.warn({ err: error, queue: this.name }, 'jobs: the queue could not be read');
    }
  }

  async #run(job: PgBoss.Job<T>): Promise<void> {
    try {
      await this.handle(job.data);
    } catch (error) {
      this.logger.error({ err: error, queue: this.name, jobId: job.id }, 'jobs: a job failed');
      await this.boss.fail(this.name, job.id);
      return;
    }
    await this.boss.complete(this.name, job.id);
  }
}
