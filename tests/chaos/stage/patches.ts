import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { projectRoot } from '#server/platform/paths';

/** A change of the product's source, made while it is bundled and nowhere else. */
export interface Patch {
  /** From the project's root. */
  readonly file: string;
  /** Must occur exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** An esbuild plugin that makes those changes, and can say whether each file was met. */
export function patching(patches: readonly Patch[]): { plugin: Plugin; demandAllUsed: () => void } {
  const met = new Set<string>();
  const plugin: Plugin = {
    name: 'mutant',
    setup(build) {
      for (const file of new Set(patches.map((patch) => patch.file))) {
        const path = join(projectRoot, file);
        const filter = new RegExp(`${file.replace(/[.+^$()|[\]\\/]/g, '\\$&')}$`);
        build.onLoad({ filter }, async (args) => {
          if (args.path !== path) return undefined;
          met.add(file);
          const source = await readFile(path, 'utf8');
          const mine = patches.filter((patch) => patch.file === file);
          return { contents: mine.reduce(applyPatch, source), loader: 'ts' };
        });
      }
    },
  };
  return {
    plugin,
    demandAllUsed() {
      const missed = patches.find(({ file }) => !met.has(file));
      if (missed) throw new Error(`${missed.file} is part of no bundle: the mutant changes nothing`);
    },
  };
}

/** @throws when what is to be replaced is not there exactly once */
export function applyPatch(source: string, { file, find, replace }: Patch): string {
  const times = source.split(find).length - 1;
  if (times !== 1) throw new Error(`${file} has ${times} times, not once: ${find}`);
  return source.replace(find, () => replace);
}
