import { readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart, workingDirectory } from '../processes.ts';
import { errorCode } from '../start-error.ts';

/** What a running Postgres writes about itself into its data directory, and leaves there when it is killed. */
export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  readonly text: string;
}

/** @returns undefined when there is none, or one that is being written at this moment */
export async function readPostmasterPid(dataDir: string): Promise<PostmasterPid | undefined> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
  const [pid, , , port] = text.split('\n').map(Number);
  if (pid === undefined || port === undefined || !(pid > 0) || !(port > 0)) return undefined;
  return { pid, port, text };
}

/**
 * Whether the process of a pid file is a Postgres on that data directory.
 * @returns 'unclear' where the system does not show in which directory a process works
 */
export async function ownsDataDir(pid: number, dataDir: string): Promise<'yes' | 'no' | 'unclear'> {
  if ((await processStart(pid)) === undefined) return 'no';
  const directory = await workingDirectory(pid);
  if (directory === undefined) return 'unclear';
  return directory === (await realpath(dataDir)) ? 'yes' : 'no';
}

/** Beyond what any system gives to a process. */
const NOBODYS_PID = 2_147_483_646;

/**
 * Makes a stale pid file harmless. Postgres removes it itself unless the number lives on, as a zombie or as another
 * program. The file stays, with a number nobody has: its last lines let Postgres see whether orphaned backends
 * still hold the old shared memory, which removing it would hide.
 */
export async function defuse(stale: PostmasterPid, dataDir: string): Promise<void> {
  const now = await readPostmasterPid(dataDir);
  if (now === undefined || now.text !== stale.text) return;
  const text = [String(NOBODYS_PID), ...stale.text.split('\n').slice(1)].join('\n');
  await writeFile(join(dataDir, 'postmaster.pid'), text);
}
