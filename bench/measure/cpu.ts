import { readFile } from 'node:fs/promises';

/** The kernel counts processor time in hundredths of a second, whatever its own clock does. */
const TICK_SECONDS = 0.01;

/** Processor seconds, user and system, that a process has used so far. */
export async function cpuOf(pid: number): Promise<number> {
  const { own } = await usage(pid);
  return own;
}

/** The same of a Postgres: its first process, every backend and worker of it, and those that have ended. */
export async function cpuOfFamily(pid: number): Promise<number> {
  const [parent, children] = await Promise.all([usage(pid), childrenOf(pid)]);
  const living = await Promise.all(children.map(cpuOfMember));
  return living.reduce((sum, own) => sum + own, parent.own + parent.ended);
}

/** A member that ended while we looked is counted by its parent from then on. */
async function cpuOfMember(pid: number): Promise<number> {
  return cpuOf(pid).catch(() => 0);
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

async function usage(pid: number): Promise<{ own: number; ended: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name may hold anything, parentheses too; the fields after it start with the state (field 3).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map((ticks) => Number(ticks));
  return {
    own: ((user ?? 0) + (system ?? 0)) * TICK_SECONDS,
    ended: ((endedUser ?? 0) + (endedSystem ?? 0)) * TICK_SECONDS,
  };
}
