import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '#server/platform/paths';

const PATIENCE_MS = 25_000;

/** The server as its owner starts it: a process of its own, on a free port. */
export class ServerProcess {
  #output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.#output += chunk));
    }
  }

  /** @param env for example `{ DATA_DIR }`; nothing of the test's own environment that the server reads is passed on */
  static start(env: Readonly<Record<string, string>>): ServerProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: projectRoot,
      env: {
        ...process.env,
        PORT: '0',
        HOST: '127.0.0.1',
        DATABASE_URL: '',
        ORIGIN: '',
        LOG_LEVEL: 'info',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServerProcess(child);
  }

  /** Everything it has written so far. */
  get output(): string {
    return this.#output;
  }

  /** Its address, once it listens. */
  async url(): Promise<string> {
    const [, port] = await this.written(/http:\/\/localhost:(\d+)/);
    return `http://127.0.0.1:${port ?? ''}`;
  }

  /** Waits until it has written that. @throws with all it wrote when it ends first, or takes too long */
  async written(pattern: RegExp): Promise<RegExpExecArray> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = pattern.exec(this.#output);
      if (found) return found;
      if (this.child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`${String(pattern)} was never written:\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Its exit code; null when a signal ended it. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }
}
