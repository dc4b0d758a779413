import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { processStart } from '../processes.ts';
import { errorCode, orRefuse, StartError } from '../start-error.ts';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';
import { runAs, type RunAs } from './run-as.ts';

/** The database's superuser, and the name of the one database in it. */
export const NAME = 'spotter';

/** Files of a database, whether it runs or not. */
export interface Cluster {
  readonly user: RunAs;
  readonly binaries: Binaries;
  /** What Postgres calls its data directory. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly password: string;
}

/**
 * Opens the database files of a home; the first time it makes them.
 * @throws StartError when they belong to another major version, are damaged, or cannot be made
 */
export async function openCluster(home: Home, binaries: Binaries): Promise<Cluster> {
  const { clusterDir, user } = home;
  refuseUnquotable(clusterDir);
  const dataDir = join(clusterDir, 'data');
  if ((await majorVersion(clusterDir)) === undefined) await makeCluster(home, binaries);
  const found = await majorVersion(clusterDir);
  if (found === undefined) {
    throw new StartError(
      `${dataDir} holds no database (no PG_VERSION): restore it, or move ${clusterDir} away.`,
    );
  }
  if (found !== binaries.major) throw otherVersion(clusterDir, found, binaries.major);
  const password = await orRefuse(`read the database's password in ${clusterDir}`, () =>
    readFile(join(clusterDir, 'password'), 'utf8'),
  );
  return { user, binaries, dataDir, logFile: join(clusterDir, 'server.log'), password: password.trim() };
}

/** `pg_ctl` hands paths to a shell in double quotes, and cannot escape these. */
function refuseUnquotable(path: string): void {
  if (/["$`\\\n]/.test(path)) {
    throw new StartError(`DATA_DIR must not contain quotes, dollar signs, backticks or backslashes: ${path}`);
  }
}

async function majorVersion(clusterDir: string): Promise<string | undefined> {
  return orRefuse(`read the database in ${clusterDir}`, async () => {
    try {
      return (await readFile(join(clusterDir, 'data', 'PG_VERSION'), 'utf8')).trim();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

function otherVersion(clusterDir: string, found: string, bundled: string): StartError {
  return new StartError(
    `${clusterDir} holds data of PostgreSQL ${found}, and this release brings PostgreSQL ${bundled}, which cannot ` +
      `read them. To move: start the release that brings PostgreSQL ${found}, save the database with pg_dump, move ` +
      `${clusterDir} away, start this release once, stop it, and load the dump. Or set DATABASE_URL to a server of ` +
      `version ${found}.`,
  );
}

/** Made beside its place and renamed, so that a start cut short leaves nothing half made behind. */
async function makeCluster({ clusterDir, user }: Home, binaries: Binaries): Promise<void> {
  const draft = `${clusterDir}.init-${process.pid}`;
  await orRefuse(`make the database in ${clusterDir}`, async () => {
    await removeAbandonedDrafts(clusterDir);
    try {
      await initialise(draft, user, binaries);
      await rename(draft, clusterDir).catch((error: unknown) => {
        // Somebody else was faster: theirs stands.
        if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
}

async function initialise(draft: string, user: RunAs, binaries: Binaries): Promise<void> {
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  if (user !== undefined) {
    await chown(passwordFile, user.uid, user.gid);
    await chown(draft, user.uid, user.gid);
  }
  const args = ['-D', join(draft, 'data'), '-U', NAME, '--pwfile', passwordFile, '--auth=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const made = await runAs(user, binaries.initdb, [...args, ...locale]);
  if (made.ok) return;
  if (made.output.includes('No space left on device')) {
    throw new StartError(`Cannot make the database in ${dirname(draft)}: the disk is full.`);
  }
  const complaint = made.output.split('\n').findLast((line) => line.startsWith('initdb: error:'));
  throw new StartError(
    `Cannot make the database in ${dirname(draft)}: ${complaint ?? made.output.slice(-300)}`,
  );
}

async function removeAbandonedDrafts(clusterDir: string): Promise<void> {
  const prefix = `${basename(clusterDir)}.init-`;
  const folder = dirname(clusterDir);
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
    if (!Number.isInteger(pid) || pid <= 0 || (await processStart(pid)) !== undefined) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
