import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { ROOT } from '../../../scripts/support/processes.mjs';

/** A copy of what was built, with all it needs to run; the caller throws it away. */
export async function copyOfBuild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'spotter-build-'));
  for (const part of ['build/client', 'build/server', 'drizzle', 'package.json']) {
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Turns the screens of a copy into those of a later version: other names of all files, and a text one can see. */
export async function becomeNextVersion(
  folder: string,
  [before, after]: readonly [string, string],
): Promise<void> {
  const client = join(folder, 'build/client');
  const entries = await readdir(client, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const packed = paths.filter((path) => /\.(br|gz)$/.test(path));
  await Promise.all(packed.map((path) => rm(path)));
  const plain = paths.filter((path) => !packed.includes(path));
  const hashed = plain.filter((path) => path.includes('/_app/immutable/'));
  const names = new Map(hashed.map((path) => [basename(path), nextName(basename(path))]));
  const version = /\d{13}/.exec(await readFile(join(client, '_app/version.json'), 'utf8'))?.[0] ?? '';
  for (const path of plain.filter((one) => /\.(js|css|html|json)$/.test(one))) {
    let text = await readFile(path, 'utf8');
    for (const [name, next] of names) text = text.replaceAll(name, next);
    text = text.replaceAll(version, String(Number(version) + 1)).replaceAll(before, after);
    await writeFile(path, path.endsWith('.html') ? withHash(text) : text);
  }
  for (const path of hashed) await rename(path, path.replace(/[^/]+$/, nextName(basename(path))));
}

function nextName(name: string): string {
  const ending = extname(name);
  return `${name.slice(0, -ending.length)}-next${ending}`;
}

/** The page's policy names the hash of its one script. */
function withHash(page: string): string {
  const script = /<script>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  return page.replace(/sha256-[\w+/=]+/, `sha256-${createHash('sha256').update(script).digest('base64')}`);
}
