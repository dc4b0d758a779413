import { sql } from 'drizzle-orm';
import PgBoss from 'pg-boss';
import type { Logger } from './logger.ts';
import { JobWorker } from './job-worker.ts';
import type { Executor } from './postgres.ts';

/** Work that must survive a crash, with what it needs to know. Never a secret: these rows live for days. */
export interface JobMap {
  'evaluate-achievements': { userId: number };
  'send-password-reset': { email: string };
}
export type JobName = keyof JobMap;
export type JobHandlers = { readonly [N in JobName]: (data: JobMap[N]) => Promise<void> };

export interface Jobs {
  /** Stores the job in the caller's transaction: it runs if and only if that commits. */
  enqueue<N extends JobName>(db: Executor, name: N, data: JobMap[N]): Promise<void>;
  /** Looks for work of that name now rather than at the next poll. Call after the commit. */
  nudge(name: JobName): void;
}

const QUEUE_OPTIONS = { retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 120 };
/** Durable jobs in the same Postgres as everything else. */
export class JobQueue implements Jobs {
  readonly #boss: PgBoss;
  readonly #workers = new Map<JobName, { nudge(): void; stop(): Promise<void> }>();

  constructor(
    url: string,
    private readonly logger: Logger,
  ) {
    this.#boss = new PgBoss({
      connectionString: url,
      max: 3,
      schedule: false,
      application_name: 'spotter jobs',
    });
    this.#boss.on('error', (error) => {
      logger.warn({ err: error }, 'jobs: the queue could not reach the database');
    });
  }

  /** Starts working. A handler that throws is tried again with growing pauses. */
  async start(handlers: JobHandlers): Promise<void> {
    await this.#boss.start();
    // One after the other: pg-boss makes a table for each queue, and two at once deadlock.
    await this.#work('evaluate-achievements', handlers);
    await this.#work('send-password-reset', handlers);
  }

  async enqueue<N extends JobName>(db: Executor, name: N, data: JobMap[N]): Promise<void> {
    await this.#boss.send(name, data, { db: { executeSql: (text, values) => execute(db, text, values) } });
  }

  nudge(name: JobName): void {
    this.#workers.get(name)?.nudge();
  }

  /** Lets what runs finish, then stops. */
  async stop(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.stop()));
    await this.#boss.stop({ graceful: false, wait: true, close: true });
  }

  async #work<N extends JobName>(name: N, handlers: JobHandlers): Promise<void> {
    await this.#boss.createQueue(name, { name, policy: 'standard', ...QUEUE_OPTIONS });
    const worker = new JobWorker<JobMap[N]>(this.#boss, name, handlers[name], this.logger);
    this.#workers.set(name, worker);
    worker.start();
  }
}

/** Runs pg-boss's statement, written with `$1`, `$2`, …, through Drizzle and so in its transaction. */
async function execute(db: Executor, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  const pieces = text.split(/\$(\d+)/);
  const chunks = pieces.map((piece, index) =>
    index % 2 === 0 ? sql.raw(piece) : sql`${sql.param(values[Number(piece) - 1])}`,
  );
  const result = await db.execute(sql.join(chunks));
  return { rows: result.rows };
}
