import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { ServerLife, Weight } from '../history.ts';
import { complaintsIn } from './complaints.ts';

const START_PATIENCE_MS = 40_000;
const POLL_MS = 50;
const REVIVE_PATIENCE_MS = 120_000;
const REVIVE_PAUSE_MS = 500;

export interface NodeOptions {
  readonly name: string;
  readonly file: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** A warning was logged; only its time counts. */
  warned(): void;
}

interface Life {
  readonly child: ChildProcess;
  output: string;
  /** We asked it to end, or ended it. */
  planned: boolean;
  before: Weight | undefined;
  /** It has answered. Before, a database that is away is reason enough to give up. */
  served: boolean;
}

/** One place in the row of servers: a process that may be killed, frozen and started again on the same port. */
export class ServerNode {
  /** Where connections may go: up, and not known to be stuck. */
  state: 'up' | 'down' | 'frozen' = 'down';
  readonly lives: ServerLife[] = [];
  #life: Life | undefined;
  #starting: Promise<void> | undefined;

  constructor(private readonly options: NodeOptions) {}

  get name(): string {
    return this.options.name;
  }

  get port(): number {
    return this.options.port;
  }

  /** Starts it and waits until it answers. Nothing if it runs. @throws with what it wrote when it does not start */
  start(): Promise<void> {
    if (this.#life && !this.#starting) return Promise.resolve();
    this.#starting ??= this.#launch().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  /** Starts it again and again until it serves, as a supervisor does. @throws after two minutes of that */
  async revive(): Promise<void> {
    const deadline = performance.now() + REVIVE_PATIENCE_MS;
    while (this.state !== 'up') {
      try {
        this.thaw();
        if (this.#life?.planned === true) await this.gone();
        await this.start();
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, REVIVE_PAUSE_MS));
      }
    }
  }

  kill(): void {
    this.#signal('SIGKILL');
  }

  /** Ends it orderly and waits. @returns its exit code; null when a signal was what ended it */
  async terminate(): Promise<number | null> {
    const life = this.#life;
    if (!life) return 0;
    this.#signal('SIGTERM');
    await this.gone();
    return life.child.exitCode;
  }

  freeze(): void {
    if (this.state !== 'up') return;
    this.state = 'frozen';
    this.#life?.child.kill('SIGSTOP');
  }

  thaw(): void {
    if (this.state !== 'frozen') return;
    this.#life?.child.kill('SIGCONT');
    this.state = 'up';
  }

  async gone(): Promise<void> {
    const child = this.#life?.child;
    if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  /** Remembers what it weighs at rest, to be compared at its end. */
  async weighBefore(): Promise<void> {
    if (this.#life) this.#life.before = await this.weigh();
  }

  /** What it weighs now; undefined while it does not run. */
  async weigh(): Promise<Weight | undefined> {
    const pid = this.#life?.child.pid;
    if (pid === undefined) return undefined;
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    return { files: files.length, megabytes: kilobytes / 1_024 };
  }

  /** Notes what it weighs after the run, for the life that is under way. */
  async closeBooks(): Promise<void> {
    const life = this.#life;
    const after = await this.weigh();
    if (!life || !after) return;
    const growth = life.before && { before: life.before, after };
    this.lives.push({ node: this.name, complaints: complaintsIn(life.output), unplanned: undefined, growth });
    life.output = '';
  }

  #signal(signal: NodeJS.Signals): void {
    const life = this.#life;
    if (!life) return;
    life.planned = true;
    this.state = 'down';
    life.child.kill(signal);
  }

  #ended(life: Life, how: string): void {
    if (this.#life === life) {
      this.#life = undefined;
      this.state = 'down';
    }
    if (!life.served) return;
    const late = life.planned && how !== 'SIGKILL' && how !== 'exit code 0' ? how : undefined;
    this.lives.push({
      node: this.name,
      complaints: complaintsIn(life.output),
      unplanned: life.planned ? late : `${how} ${life.output.slice(-600)}`,
      growth: undefined,
    });
  }

  async #launch(): Promise<void> {
    const { file, port, env } = this.options;
    const child = spawn(process.execPath, ['--enable-source-maps', file], {
      env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const life: Life = { child, output: '', planned: false, before: undefined, served: false };
    this.#life = life;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        life.output += text;
        if (text.includes('"level":40')) this.options.warned();
      });
    }
    child.once('exit', (code, signal) => this.#ended(life, signal ?? `exit code ${code ?? 'none'}`));
    await this.#answering(life);
  }

  async #answering(life: Life): Promise<void> {
    const deadline = performance.now() + START_PATIENCE_MS;
    while (!(await isHealthy(this.port))) {
      if (this.#life !== life) {
        if (life.planned) return;
        throw new Error(`${this.name} ended while it started:\n${life.output}`);
      }
      if (performance.now() > deadline) {
        // Whoever starts it again has to find the place empty.
        this.kill();
        throw new Error(`${this.name} never answered:\n${life.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    if (this.#life !== life || life.planned) return;
    life.served = true;
    this.state = 'up';
  }
}

async function isHealthy(port: number): Promise<boolean> {
  const signal = AbortSignal.timeout(2_000);
  return fetch(`http://127.0.0.1:${port}/api/health`, { signal }).then(
    (answer) => answer.ok,
    () => false,
  );
}
