import { build } from 'esbuild';
import { cp, lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledPostgres } from '#server/platform/embedded-postgres/binaries';
import { projectRoot } from '#server/platform/paths';

/** esbuild leaves `require` of the libraries it packs to whoever runs them. */
const REQUIRE = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** Packs the program that `startOwner` runs, with all its libraries, into one file. */
export async function packOwner(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('./database-owner.process.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: REQUIRE },
    external: ['pg-native'],
    logLevel: 'error',
  });
}

/**
 * A checkout in some folder with just what the program needs: itself, and the bundled Postgres as npm unpacks it
 * when install scripts are switched off, without library links.
 * @returns the path of the program in it
 */
export async function smallCheckout(folder: string): Promise<string> {
  const native = await bundledPostgres();
  const installed = dirname(native);
  const target = join(folder, 'node_modules', relative(join(projectRoot, 'node_modules'), installed));
  await mkdir(dirname(target), { recursive: true });
  await cp(installed, target, { recursive: true, filter: isNeeded });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'spotter', type: 'module' }));
  const packed = join(folder, 'program.js');
  await packOwner(packed);
  return packed;
}

async function isNeeded(path: string): Promise<boolean> {
  return !path.endsWith('.a') && !(await lstat(path)).isSymbolicLink();
}
