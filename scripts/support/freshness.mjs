import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ended, ROOT, start } from './processes.mjs';

const STAMP = join(ROOT, 'build/stamp');
const SOURCES = ['server', 'contract', 'src', 'static', 'scripts/build.mjs', 'scripts/check-size.mjs'];
const SETTINGS = [
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
  'tsconfig.base.json',
];

/** One hash over everything a build is made of. */
async function fingerprint() {
  const hash = createHash('sha256');
  for (const source of [...SOURCES, ...SETTINGS]) {
    for (const file of await filesOf(source)) {
      hash
        .update(file)
        .update('\0')
        .update(await readFile(join(ROOT, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} source a file or folder, from the root
 * @returns {Promise<string[]>} sorted, without tests; none when it is missing
 */
async function filesOf(source) {
  const path = join(ROOT, source);
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(source)) return [source];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();
}

/** Writes down what the build in `build/` was made of. */
export async function rememberBuild() {
  await mkdir(join(ROOT, 'build'), { recursive: true });
  await writeFile(STAMP, await fingerprint());
}

async function isFresh() {
  if (!existsSync(STAMP)) return false;
  return (await readFile(STAMP, 'utf8')) === (await fingerprint());
}

/**
 * Builds when something is missing or older than its source.
 *
 * @returns {Promise<number>} 0, or the exit code of the failed build
 */
export async function buildIfNeeded() {
  if (await isFresh()) return 0;
  console.log('Building ...');
  return ended(start(process.execPath, [`${ROOT}scripts/build.mjs`]));
}
