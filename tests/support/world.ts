import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Process } from '#server/compose';
import { parseEnv } from '#server/env';
import type { Services } from '#server/kernel/context';
import { createLogger, type Logger } from '#server/platform/logger';
import { createStartedDatabase, type TestDatabase } from './database.ts';
import { insertConversation, insertPerson, type PersonWish } from './factories.ts';
import { httpClient, type HttpClient } from './http.ts';
import { Neighbour } from './neighbour.ts';
import { Client, Person } from './person.ts';
import { TestClock } from './test-clock.ts';
import { TestSocket } from './test-socket.ts';

export interface WorldOptions {
  /** Added to the environment of the process, for example `{ RATE_LIMITS: 'on' }`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Silent unless told. */
  readonly logger?: Logger;
}

/** A server that listens on a port and a database of its own, with people in it. Close it when done. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const [database, dataDir] = await Promise.all([
    createStartedDatabase(),
    mkdtemp(join(tmpdir(), 'spotter-world-')),
  ]);
  const env = parseEnv({
    PORT: '0',
    RATE_LIMITS: 'off',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    ...options.env,
  });
  const clock = new TestClock();
  const server = await compose(env, { clock, logger: options.logger ?? createLogger('silent') });
  const { port } = await server.listen();
  return new World(server, database, dataDir, clock, `http://127.0.0.1:${port}`);
}

export class World {
  readonly #people: Person[] = [];
  readonly #visitors: TestSocket[] = [];
  readonly #neighbours: Neighbour[] = [];

  constructor(
    private readonly server: Process,
    readonly database: TestDatabase,
    /** Mails are in `outbox` below it. */
    readonly dataDir: string,
    readonly clock: TestClock,
    /** Where the server listens, and an allowed origin. */
    readonly url: string,
  ) {}

  get services(): Services {
    return this.server.services;
  }

  get media(): Process['media'] {
    return this.server.media;
  }

  /** Every registered route, `ALL` being middleware. */
  get routes(): Process['routes'] {
    return this.server.routes;
  }

  async admin(wish: PersonWish = {}): Promise<Person> {
    return this.#enter(
      new Person(await insertPerson(this.services, 'ADMIN', null, wish), this.services, this.url),
    );
  }

  async coach(wish: PersonWish = {}): Promise<Person> {
    return this.#enter(
      new Person(await insertPerson(this.services, 'COACH', null, wish), this.services, this.url),
    );
  }

  /** A client of that coach, with their thread. */
  async client(coach: Person, wish: PersonWish = {}): Promise<Client> {
    const facts = await insertPerson(this.services, 'CLIENT', coach.id, wish);
    const conversationId = await insertConversation(this.services, coach.id, facts.id);
    return this.#enter(new Client(facts, this.services, this.url, conversationId, coach));
  }

  /** Somebody who is not logged in, on a page of ours. */
  nobody(headers: Record<string, string> = {}): HttpClient {
    return httpClient(this.url, () => ({ origin: this.url, ...headers }));
  }

  /** A socket with these headers and no others. */
  async socketWith(headers: Record<string, string>): Promise<TestSocket> {
    const socket = await TestSocket.connect(this.url, headers);
    this.#visitors.push(socket);
    return socket;
  }

  /** Another process on the same database, which a REDIS_URL has to join with this one. */
  async another(env: Readonly<Record<string, string>>): Promise<Neighbour> {
    const neighbour = await Neighbour.start({ DATABASE_URL: this.database.url, ...env }, this.clock);
    this.#neighbours.push(neighbour);
    return neighbour;
  }

  /** Ends the server as SIGTERM does, while people are still connected. */
  drain(): Promise<void> {
    return this.server.close();
  }

  async close(): Promise<void> {
    for (const person of this.#people) person.disconnect();
    for (const socket of this.#visitors) socket.close();
    await Promise.all([this.server.close(), ...this.#neighbours.map((neighbour) => neighbour.close())]);
    await this.database.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  #enter<P extends Person>(person: P): P {
    this.#people.push(person);
    return person;
  }
}
