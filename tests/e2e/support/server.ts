import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, ROOT, stop, untilHealthy } from '../../../scripts/support/processes.mjs';

export interface RunningServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Thrown away when the server stops; mails are in `outbox` below it. */
  readonly dataDir: string;
  /** What it has logged so far. */
  readonly log: () => string;
  /** Stops it by SIGTERM; gives its exit code. */
  readonly stop: () => Promise<number>;
}

export interface ServerOptions {
  /** Serve the demo workspace instead of an empty instance. */
  readonly demo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts the built server on a free port over an empty data directory, and waits until it is healthy.
 * @throws when nothing is built, or with the server's log when it does not become healthy
 */
export async function startServer({ demo = false, env = {} }: ServerOptions = {}): Promise<RunningServer> {
  const entry = join(ROOT, 'build/server', demo ? 'demo.js' : 'main.js');
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run \`npm run build\` first.`);
  const dataDir = await mkdtemp(join(tmpdir(), 'spotter-e2e-'));
  // For root, Postgres runs as another user, who must be able to enter; else the data would lie outside.
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const child = spawn(process.execPath, [entry], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      ORIGIN: '',
      DATABASE_URL: '',
      SMTP_URL: '',
      RATE_LIMITS: 'off',
      DATA_DIR: dataDir,
      ...env,
    },
  });
  const log: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const end = async () => {
    const code = await stop(child);
    await rm(dataDir, { recursive: true, force: true });
    return code;
  };
  try {
    await untilHealthy(url, child);
  } catch (error) {
    await end();
    throw new Error(`The server did not start:\n${log.join('')}`, { cause: error });
  }
  return { url, dataDir, log: () => log.join(''), stop: end };
}
