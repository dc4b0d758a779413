import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

const exec = promisify(execFile);

/** The system user the database runs as; undefined means the user we are. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined;

const UNPRIVILEGED_USERS = ['postgres', 'spotter', 'nobody'];

/**
 * Chooses who runs the database, since Postgres refuses to run as root: whoever owns the existing data, else a
 * system user without privileges.
 * @throws StartError when there is no such user, or when the data belong to somebody we cannot become
 */
export async function chooseUser(clusterDir: string): Promise<RunAs> {
  const owner = await stat(clusterDir).catch(() => undefined);
  const me = process.getuid?.();
  if (me !== 0) {
    if (owner === undefined || owner.uid === me) return undefined;
    throw new StartError(
      `The database in ${clusterDir} belongs to user ${owner.uid}, and this is user ${me ?? 'unknown'}: start as root, ` +
        'or give the directory to this user.',
    );
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return firstKnown(UNPRIVILEGED_USERS);
}

async function firstKnown(names: readonly string[]): Promise<RunAs> {
  for (const name of names) {
    const ids = await lookUp(name).catch(() => undefined);
    if (ids !== undefined) return ids;
  }
  throw new StartError(
    `Postgres refuses to run as root, and none of the users ${names.join(', ')} exists: make one ` +
      '(useradd --system postgres), start as another user, or set DATABASE_URL.',
  );
}

async function lookUp(name: string): Promise<RunAs> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => exec('id', [flag, name])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/** Whether that user may pass through a directory: every folder above it counts too. */
export async function canEnter(user: RunAs, dir: string): Promise<boolean> {
  return exec('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

export interface Finished {
  readonly ok: boolean;
  /** What the program printed, both streams. */
  readonly output: string;
}

/** Runs a program as that user, with nothing of our environment: it may hold secrets, or PG* settings. */
export async function runAs(
  user: RunAs,
  program: string,
  args: readonly string[],
  cwd = '/',
): Promise<Finished> {
  const locale = process.platform === 'darwin' ? 'C' : 'C.UTF-8';
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: locale, TZ: 'UTC' };
  try {
    const { stdout, stderr } = await exec(program, [...args], { ...user, cwd, env });
    return { ok: true, output: `${stdout}\n${stderr}`.trim() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const printed = ['stdout', 'stderr'].map((stream) => String(Reflect.get(error, stream) ?? ''));
    return { ok: false, output: printed.join('\n').trim() || error.message };
  }
}
