import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { projectRoot } from '#server/platform/paths';
import { processStart } from '#server/platform/processes';
import type { BrowserSide } from '../browser/interface.ts';
import { patching, type Patch } from './patches.ts';

/** The programs of a run, made for it alone. */
export interface Programs {
  /** What node is to start for a server. */
  readonly serverFile: string;
  readonly browser: BrowserSide;
  /** Removes the files. */
  remove(): Promise<void>;
}

const BUNDLES = join(projectRoot, 'build', 'chaos');

let made = 0;

/**
 * Bundles server and browser side as a release does, with the patches of a mutant in them. The files lie below `build`,
 * where packages and migrations are found.
 * @throws when a patch does not fit the source exactly once
 */
export async function bundle(patches: readonly Patch[] = []): Promise<Programs> {
  made += 1;
  const folder = join(BUNDLES, `${process.pid}-${made}`);
  await removeAbandoned();
  await mkdir(folder, { recursive: true });
  const common = {
    absWorkingDir: projectRoot,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  } as const;
  const { plugin, demandAllUsed } = patching(patches);
  await build({
    ...common,
    entryPoints: ['server/main.ts', 'server/platform/password-worker.js'],
    entryNames: '[name]',
    outdir: join(folder, 'server'),
    plugins: [plugin],
  });
  await build({
    ...common,
    entryPoints: ['tests/chaos/browser/entry.ts'],
    outfile: join(folder, 'browser.js'),
    plugins: [plugin],
  });
  demandAllUsed();
  const loaded: unknown = await import(pathToFileURL(join(folder, 'browser.js')).href);
  if (!isBundle(loaded)) throw new Error('The bundle of the browser side exports something else');
  const remove = () => rm(folder, { recursive: true, force: true });
  return { serverFile: join(folder, 'server', 'main.js'), browser: loaded.browserSide, remove };
}

/** What runs that were killed left behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(BUNDLES).catch(() => [])) {
    const owner = Number(name.split('-')[0]);
    if ((await processStart(owner)) === undefined)
      await rm(join(BUNDLES, name), { recursive: true, force: true });
  }
}

function isBundle(loaded: unknown): loaded is { browserSide: BrowserSide } {
  if (typeof loaded !== 'object' || loaded === null || !('browserSide' in loaded)) return false;
  const side = loaded.browserSide;
  return typeof side === 'object' && side !== null && 'openDevice' in side && 'newProfile' in side;
}
