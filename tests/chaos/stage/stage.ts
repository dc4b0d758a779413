import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#server/platform/embedded-postgres/launch';
import { TestRedis } from '../../support/redis.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { groupBy } from '../group-by.ts';
import type { Random } from '../random.ts';
import { Absences } from './absences.ts';
import type { Programs } from './bundle.ts';
import { ORIGIN, seedCast, type Cast, type Persona } from './cast.ts';
import type { ChaosPostgres } from './database.ts';
import { Memberships } from './memberships.ts';
import { Recorder } from './recorder.ts';
import { ServerNode } from './server-node.ts';
import { Tab } from './tab.ts';

export interface StageOptions {
  readonly processes: number;
  readonly programs: Programs;
  readonly postgres: ChaosPostgres;
  readonly random: Random;
  /** Run in the database before the servers start. */
  readonly prepare?: ((url: string) => Promise<void>) | undefined;
}

/** One server with the hops behind it. */
export interface Backend {
  readonly node: ServerNode;
  readonly toPostgres: TcpProxy;
  readonly toRedis: TcpProxy | undefined;
}

/** What lies behind a server. */
export function hopsOf({ toPostgres, toRedis }: Backend): TcpProxy[] {
  return toRedis ? [toPostgres, toRedis] : [toPostgres];
}

/** Everything a run plays on: servers, their database and Redis, people with their tabs, and every hop between them. */
export class Stage {
  readonly recorder = new Recorder();
  readonly backends: Backend[] = [];
  readonly tabs: Tab[] = [];
  readonly memberships: Memberships;
  readonly absences = new Absences();
  /** A harness that dies takes its processes with it. */
  readonly #abandon = () => {
    for (const node of this.nodes) node.kill();
    void this.redis?.kill();
  };
  #turn = 0;

  private constructor(
    readonly options: StageOptions,
    /** The database, past all hops. */
    readonly databaseUrl: string,
    readonly cast: Cast,
    readonly redis: TestRedis | undefined,
    private readonly folder: string,
  ) {
    this.memberships = new Memberships(cast.threads);
    process.once('exit', this.#abandon);
  }

  static async set(options: StageOptions): Promise<Stage> {
    const databaseUrl = await options.postgres.create();
    const cast = await seedCast(databaseUrl, { coaches: 2, clientsEach: 3 });
    await options.prepare?.(databaseUrl);
    const redis = options.processes > 1 ? await TestRedis.start() : undefined;
    const folder = await mkdtemp(join(tmpdir(), 'spotter-chaos-'));
    const stage = new Stage(options, databaseUrl, cast, redis, folder);
    try {
      for (let n = 1; n <= options.processes; n += 1) stage.backends.push(await stage.#backend(`server${n}`));
      await Promise.all(stage.backends.map(({ node }) => node.start()));
      for (const person of cast.people) await stage.#browsers(person);
      return stage;
    } catch (error) {
      await stage.clear();
      throw error;
    }
  }

  get nodes(): ServerNode[] {
    return this.backends.map(({ node }) => node);
  }

  /** Tabs somebody can write in at this moment: what happens to any other, nobody feels. */
  get inUse(): Tab[] {
    return this.tabs.filter((tab) => tab.inUse);
  }

  /** Servers that serve such a tab. */
  get serving(): Backend[] {
    const led = new Set(this.inUse.map(({ server }) => server));
    return this.backends.filter(({ node }) => node.state === 'up' && led.has(node.port));
  }

  /** Whether at the other end of a hop behind a server there is somebody who answers. */
  leadsSomewhere(hop: TcpProxy): boolean {
    return this.redis?.answers === true || this.backends.every(({ toRedis }) => toRedis !== hop);
  }

  /** The port of a server that takes connections, each in its turn; undefined while there is none. */
  readonly route = (): number | undefined => {
    const up = this.nodes.filter(({ state }) => state === 'up');
    this.#turn += 1;
    return up[this.#turn % Math.max(1, up.length)]?.port;
  };

  tabsOf(userId: number): Tab[] {
    return this.tabs.filter(({ person }) => person.id === userId);
  }

  /**
   * Somebody logs in anew on all their devices: those that had not noticed that their session is over find out now.
   * @param enter gives them the session
   */
  async admit(person: Persona, enter: () => Promise<void>): Promise<void> {
    const tabs = this.tabsOf(person.id);
    for (const tab of tabs) tab.leave('expired');
    for (const [, browser] of groupBy(tabs, ({ options }) => options.profile)) {
      if (browser.some(({ left }) => left !== 'expired'))
        this.recorder.wiped(browser.map(({ name }) => name));
    }
    await Promise.all(tabs.map((tab) => tab.forgotten()));
    await enter();
    await Promise.all(tabs.map((tab) => tab.open()));
  }

  /** Ends every process and removes every file. */
  async clear(): Promise<void> {
    await Promise.all(this.tabs.map((tab) => tab.close()));
    for (const { node } of this.backends) {
      node.thaw();
      node.kill();
      await node.gone();
    }
    await Promise.all(this.backends.flatMap(hopsOf).map((hop) => hop.close()));
    await this.redis?.remove();
    process.off('exit', this.#abandon);
    await this.options.postgres.drop(this.databaseUrl);
    await rm(this.folder, { recursive: true, force: true });
  }

  async #backend(name: string): Promise<Backend> {
    const database = new URL(this.databaseUrl);
    const toPostgres = await TcpProxy.to(Number(database.port));
    const toRedis = this.redis && (await TcpProxy.to(this.redis.port));
    database.port = String(toPostgres.port);
    const node = new ServerNode({
      name,
      file: this.options.programs.serverFile,
      port: await freePort(),
      warned: () => this.recorder.note('warned', name),
      env: {
        DATABASE_URL: database.href,
        REDIS_URL: toRedis ? `redis://127.0.0.1:${toRedis.port}` : '',
        DATA_DIR: join(this.folder, name),
        ORIGIN,
        LOG_LEVEL: 'warn',
        RATE_LIMITS: 'on',
        NODE_ENV: 'production',
      },
    });
    return { node, toPostgres, toRedis };
  }

  /** A coach has a laptop with two tabs, and a phone; a client a phone, and every other one a laptop. */
  async #browsers(person: Persona): Promise<void> {
    const { programs, random } = this.options;
    const open = async (profileName: string, ...names: readonly string[]) => {
      const profile = programs.browser.newProfile(`${person.name}.${profileName}`);
      for (const name of names) {
        const full = `${person.name}/${name}`;
        const common = { person, profile, browser: programs.browser, recorder: this.recorder };
        const options = { ...common, name: full, random: random.fork(full), route: this.route };
        this.tabs.push(await Tab.behindItsLink(options));
      }
    };
    if (person.role === 'ADMIN') return;
    if (person.role === 'COACH') await open('laptop', 'laptop-tab1', 'laptop-tab2');
    await open('phone', 'phone');
    if (person.role === 'CLIENT' && person.id % 2 === 0) await open('laptop', 'laptop');
  }
}
