import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Process } from '#server/compose';
import { parseEnv } from '#server/env';
import type { Services } from '#server/kernel/context';
import { createLogger } from '#server/platform/logger';
import { httpClient, type HttpClient } from './http.ts';
import type { Person } from './person.ts';
import type { TestClock } from './test-clock.ts';
import { TestSocket } from './test-socket.ts';

/** One more process on the database of a world. The world's people can come in here too. */
export class Neighbour {
  readonly #sockets: TestSocket[] = [];

  private constructor(
    private readonly server: Process,
    private readonly dataDir: string,
    readonly url: string,
  ) {}

  static async start(env: Readonly<Record<string, string>>, clock: TestClock): Promise<Neighbour> {
    const dataDir = await mkdtemp(join(tmpdir(), 'spotter-neighbour-'));
    const parsed = parseEnv({ PORT: '0', RATE_LIMITS: 'off', DATA_DIR: dataDir, ...env });
    const server = await compose(parsed, { clock, logger: createLogger('silent') });
    const { port } = await server.listen();
    return new Neighbour(server, dataDir, `http://127.0.0.1:${port}`);
  }

  get services(): Services {
    return this.server.services;
  }

  /** A device of that person, connected here; closed with this process. */
  async socket(person: Person): Promise<TestSocket> {
    const socket = await TestSocket.connect(this.url, this.#headers(person.facts.cookie));
    this.#sockets.push(socket);
    return socket;
  }

  /** That person's browser on a page of this process; without one, somebody who is not logged in. */
  http(person?: Person): HttpClient {
    return httpClient(this.url, () => this.#headers(person?.facts.cookie));
  }

  /** Ends as SIGTERM does. Safe to call twice. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.close();
    await this.server.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  #headers(cookie: string | undefined): Record<string, string> {
    return { origin: this.url, ...(cookie !== undefined && { cookie }) };
  }
}
