import { createHash } from 'node:crypto';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder, makePassable } from '../folders.ts';
import type { Logger } from '../logger.ts';
import { errorCode, orRefuse, StartError } from '../start-error.ts';
import { canEnter, chooseUser, type RunAs } from './run-as.ts';

/** Where root's database goes when its user may not enter DATA_DIR, and where such a user finds programs. */
const SHARED_HOME = '/var/lib/spotter';

/** Where a database lives and who runs it. */
export interface Home {
  /** Holds everything of the database: its data, password and log. */
  readonly clusterDir: string;
  readonly user: RunAs;
  /** A place for copies of programs that `user` could not run where they are installed. */
  readonly copiesDir: string;
}

/**
 * Finds the home of a data directory's database: inside it or, when the database's user may not enter it (below
 * a 0700 home of root), in `sharedHome` with a pointer file left in its place.
 * @throws StartError when existing data are out of reach: never an empty database instead of them
 */
export async function findHome(dataDir: string, logger: Logger, sharedHome = SHARED_HOME): Promise<Home> {
  const folder = await orRefuse(`use DATA_DIR ${resolve(dataDir)}`, async () => {
    await makeFolder(resolve(dataDir), 0o711);
    return realpath(dataDir);
  });
  const copiesDir = process.getuid?.() === 0 ? sharedHome : folder;
  const elsewhere = await readPointer(folder);
  if (elsewhere !== undefined) {
    logger.info(`the database of ${folder} is in ${elsewhere}`);
    return { ...(await homeIn(elsewhere)), copiesDir };
  }
  const inside = await homeIn(folder);
  if (await canEnter(inside.user, folder)) return { ...inside, copiesDir };
  if (await exists(inside.clusterDir)) {
    throw new StartError(
      `User ${inside.user?.uid ?? 'unknown'}, who runs the database, may not enter ${inside.clusterDir}: ` +
        'let that user pass through every folder above it (chmod o+x).',
    );
  }
  return { ...(await moveOut(folder, sharedHome, inside.user, logger)), copiesDir };
}

async function homeIn(folder: string): Promise<Pick<Home, 'clusterDir' | 'user'>> {
  const clusterDir = join(folder, 'postgres');
  return { clusterDir, user: await chooseUser(clusterDir) };
}

const pointerPath = (folder: string) => join(folder, 'postgres.location');

async function readPointer(folder: string): Promise<string | undefined> {
  const path = pointerPath(folder);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const target = text.trim();
  if (await exists(target)) return target;
  throw new StartError(
    `${path} says that the database is in ${target}, which is missing: bring it back, or remove ${path} to start empty.`,
  );
}

async function moveOut(
  folder: string,
  sharedHome: string,
  user: RunAs,
  logger: Logger,
): Promise<Pick<Home, 'clusterDir' | 'user'>> {
  const target = join(sharedHome, createHash('sha256').update(folder).digest('hex').slice(0, 16));
  await orRefuse(`keep the database in ${target}`, async () => {
    await makePassable(sharedHome);
    await makePassable(target);
  });
  if (!(await canEnter(user, target))) {
    throw new StartError(
      `User ${user?.uid ?? 'unknown'}, who runs the database, may enter neither ${folder} nor ${target}: ` +
        'choose a DATA_DIR that everybody may pass through (chmod o+x).',
    );
  }
  await writeFile(pointerPath(folder), `${target}\n`);
  logger.info(`the database of ${folder} is in ${target}, because its user may not enter ${folder}`);
  return homeIn(target);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
