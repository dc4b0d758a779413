import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process that owns a data directory and its database, as a server does. */
export interface DatabaseOwner {
  readonly url: string;
  readonly pid: number;
  /** SIGKILL: the database is left running. */
  kill(): Promise<void>;
  /** SIGTERM: the database stops too. */
  stop(): Promise<void>;
}

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * @param program as `packOwner` made it
 * @throws Error with the line of refusal when it does not start
 */
export async function startOwner(program: string, dataDir: string, as?: SystemUser): Promise<DatabaseOwner> {
  const child = spawn(process.execPath, [program, dataDir], {
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
    ...as,
  });
  for await (const line of createInterface(child.stdout)) {
    const [word = '', ...rest] = line.split(' ');
    if (word === 'ready') return owner(child, rest.join(' '));
    throw new Error(rest.join(' '));
  }
  throw new Error('ended without a word');
}

function owner(child: ChildProcess, url: string): DatabaseOwner {
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return { url, pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
