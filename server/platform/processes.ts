import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './start-error.ts';

const run = promisify(execFile);

/** A process that lives but tells nothing about itself. */
export const UNKNOWN_START = 'unknown';

/**
 * What tells a process from an earlier or later one of the same number: when it started.
 * @returns undefined when no such process lives (a zombie does not); `UNKNOWN_START` when that is hidden from us
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (!isSignalable(pid)) return undefined;
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
}

/** The directory a process works in, or undefined where the system does not tell. */
export async function workingDirectory(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined);
}

function isSignalable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function startFromProc(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return isSignalable(pid) ? UNKNOWN_START : undefined;
  // The name may hold anything, parentheses too; the fields after it start with the state (field 3).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}/${fields[19] ?? ''}`;
}

async function startFromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } });
    const [, state, started] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout) ?? [];
    if (state?.startsWith('Z') === true) return undefined;
    return started ?? UNKNOWN_START;
  } catch {
    return isSignalable(pid) ? UNKNOWN_START : undefined;
  }
}
