import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';

/** Figures mean nothing without what they were seen on. */
export function describeMachine(): Record<string, string | number> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    pinned: canPin ? 'server on core 0, everything else on core 1' : 'no',
  };
}

/** With `taskset` and two cores, the server gets one for itself and everything else shares the other. */
const canPin = cpus().length > 1 && succeeds('taskset', '--version');

/** Keeps this process, all its threads and whatever it starts from now on, off the server's core. */
export function leaveServerCore(): void {
  if (canPin) execFileSync('taskset', ['-a', '-c', '-p', `1-${cpus().length - 1}`, String(process.pid)]);
}

/** The command line that runs a program on the server's core alone. */
export function onServerCore(command: readonly string[]): readonly string[] {
  return canPin ? ['taskset', '-c', '0', ...command] : command;
}

/** The command line that runs a program on any core. */
export function onAnyCore(command: readonly string[]): readonly string[] {
  return canPin ? ['taskset', '-c', `0-${cpus().length - 1}`, ...command] : command;
}

function succeeds(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
