import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/support/processes.mjs';
import { hasRedisServer, spawnRedis } from '../../scripts/support/redis.mjs';

/** Whether this machine has a `redis-server`. With `CI=true` a missing one is an error, never a reason to leave out. */
export const hasRedis = hasRedisServer();

if (!hasRedis && process.env['CI']) {
  throw new Error('No redis-server on this machine, and with CI set that is an error.');
}

/** A Redis of one's own on a free port, which keeps nothing. */
export class TestRedis {
  #server: ChildProcess | undefined;
  #frozen = false;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly settings: readonly string[],
  ) {}

  /** @param settings more of the command line, such as `['--requirepass', 'secret']` */
  static async start(settings: readonly string[] = []): Promise<TestRedis> {
    const redis = await TestRedis.reserve(settings);
    await redis.start();
    return redis;
  }

  /** One that does not run yet: nobody listens on its port. */
  static async reserve(settings: readonly string[] = []): Promise<TestRedis> {
    const folder = await mkdtemp(join(tmpdir(), 'spotter-redis-'));
    return new TestRedis(await freePort(), folder, settings);
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Neither killed nor frozen. */
  get answers(): boolean {
    return this.#server !== undefined && !this.#frozen;
  }

  /** Starts it, again after a `kill`; resolves when it takes connections. */
  async start(): Promise<void> {
    this.#server = await spawnRedis(this.port, this.folder, this.settings);
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#frozen = false;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  }

  /** SIGSTOP: every connection stands, and nobody answers. */
  freeze(): void {
    this.#frozen = true;
    this.#server?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#frozen = false;
    this.#server?.kill('SIGCONT');
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
