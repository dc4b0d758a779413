import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { processStart } from '../processes.ts';
import type { Cluster } from './cluster.ts';
import { launch, shutDown, type Running } from './launch.ts';

const CHECK_MS = 1_000;

/**
 * Watches a database and starts it again, on the same port, when it dies before it is stopped. Until it is back,
 * queries fail as for any database that is down.
 */
export class Supervisor {
  readonly #stopped = new AbortController();
  readonly #watching: Promise<void>;

  constructor(
    private readonly cluster: Cluster,
    private readonly logger: Logger,
    private running: Running,
  ) {
    this.#watching = this.#watch();
  }

  /** Stops watching, then the database. */
  async stop(): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    this.#stopped.abort();
    await this.#watching;
    await shutDown(this.cluster);
  }

  async #watch(): Promise<void> {
    let born = await processStart(this.running.pid);
    let complaint = '';
    while (await this.#tick()) {
      const now = await processStart(this.running.pid);
      if (now !== undefined && now === born) continue;
      if (complaint === '')
        this.logger.error({ pid: this.running.pid }, 'the database ended; starting it again');
      const reason = await this.#revive();
      if (reason === '') born = await processStart(this.running.pid);
      else if (reason !== complaint) this.logger.error({ reason }, 'the database stays down; trying on');
      complaint = reason;
    }
  }

  /** @returns false once stopped */
  async #tick(): Promise<boolean> {
    const { signal } = this.#stopped;
    await sleep(CHECK_MS, undefined, { ref: false, signal }).catch(() => undefined);
    return !signal.aborted;
  }

  /** @returns what stands in the way, or nothing */
  async #revive(): Promise<string> {
    const { port } = this.running;
    try {
      this.running = await launch(this.cluster, () => Promise.resolve(port));
      this.logger.info({ pid: this.running.pid }, 'the database is back');
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
