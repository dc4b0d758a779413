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
    while (await this.#tick()) {
      const now = await processStart(this.running.pid);
      if (now !== undefined && now === born) continue;
      this.logger.error({ pid: this.running.pid }, 'the database ended unexpectedly; starting it again');
      if (await this.#revive()) born = await processStart(this.running.pid);
    }
  }

  /** @returns false once stopped */
  async #tick(): Promise<boolean> {
    const { signal } = this.#stopped;
    await sleep(CHECK_MS, undefined, { ref: false, signal }).catch(() => undefined);
    return !signal.aborted;
  }

  async #revive(): Promise<boolean> {
    const { port } = this.running;
    try {
      this.running = await launch(this.cluster, () => Promise.resolve(port));
      this.logger.info({ pid: this.running.pid }, 'the database is back');
      return true;
    } catch (error) {
      this.logger.error(
        { reason: error instanceof Error ? error.message : String(error) },
        'the database stays down',
      );
      return false;
    }
  }
}
