import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const PATIENCE_MS = 60_000;

/** A server under measurement, as a process of its own. */
export interface Side {
  readonly url: string;
  readonly pid: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a program that writes its `http://localhost:PORT` once it listens. @throws with what it wrote otherwise */
export async function startSide(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Side> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await writtenUrl(child);
  if (child.pid === undefined) throw new Error('The server has no process');
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { url, pid: child.pid, child, stop };
}

function writtenUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = () => {
      reject(new Error(`The server did not start:\n${output}`));
    };
    const late = setTimeout(fail, PATIENCE_MS);
    child.once('exit', fail);
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      const port = /http:\/\/localhost:(\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(late);
      child.off('exit', fail);
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}
