import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, ROOT, stop, untilHealthy } from '../../../scripts/support/processes.mjs';

export interface RunningServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Thrown away when the server stops for good; mails are in `outbox` below it. */
  readonly dataDir: string;
  /** What it has logged so far, over all its lives. */
  readonly log: () => string;
  /** Stops it by SIGTERM and throws its data away; gives its exit code. */
  readonly stop: () => Promise<number>;
  /** Ends the process by this signal and keeps the data; resolves when it is gone. */
  readonly down: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Starts it again at the same address over the same data; resolves when it is healthy. */
  readonly up: () => Promise<void>;
}

export interface ServerOptions {
  /** Serve the demo workspace instead of an empty instance. */
  readonly demo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** The loopback address people open; the server listens on every address when it is not 127.0.0.1. */
  readonly address?: string;
  /** Whether `ORIGIN` names that address. */
  readonly originIsAddress?: boolean;
  /** Where `build` lies; default: this checkout. */
  readonly root?: string;
}

/**
 * Starts the built server on a free port over an empty data directory, and waits until it is healthy.
 * @throws when nothing is built, or with the server's log when it does not become healthy
 */
export async function startServer({
  demo = false,
  env = {},
  address = '127.0.0.1',
  originIsAddress = false,
  root = ROOT,
}: ServerOptions = {}): Promise<RunningServer> {
  const entry = join(root, 'build/server', demo ? 'demo.js' : 'main.js');
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run \`npm run build\` first.`);
  const dataDir = await mkdtemp(join(tmpdir(), 'spotter-e2e-'));
  // For root, Postgres runs as another user, who must be able to enter; else the data would lie outside.
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const url = `http://${address}:${port}`;
  const log: string[] = [];
  const environment = {
    ...process.env,
    PORT: String(port),
    HOST: address === '127.0.0.1' ? address : '0.0.0.0',
    ORIGIN: originIsAddress ? url : '',
    DATABASE_URL: '',
    SMTP_URL: '',
    RATE_LIMITS: 'off',
    DATA_DIR: dataDir,
    ...env,
  };
  let child: ChildProcess;

  async function up(): Promise<void> {
    child = launch(entry, environment, log);
    try {
      await untilHealthy(url, child);
    } catch (error) {
      await stop(child);
      throw new Error(`The server did not start:\n${log.join('')}`, { cause: error });
    }
  }

  async function down(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async function end(): Promise<number> {
    const code = await stop(child);
    await rm(dataDir, { recursive: true, force: true });
    return code;
  }

  await up();
  return { url, dataDir, log: () => log.join(''), stop: end, down, up };
}

function launch(entry: string, env: NodeJS.ProcessEnv, log: string[]): ChildProcess {
  const child = spawn(process.execPath, [entry], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env });
  child.stdout.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  return child;
}
