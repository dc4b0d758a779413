import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const manifest = z.object({ name: z.string(), version: z.string() });

/** The checkout, absolute. Found by its package.json, because the bundle lies elsewhere than the source. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Of the running program. */
export const version = readManifest(projectRoot)?.version ?? 'unknown';

/** Generated SQL migrations. */
export const migrationsFolder = join(projectRoot, 'drizzle');

/** The built UI. Exists after `npm run build`. */
export const clientFolder = join(projectRoot, 'build', 'client');

function findRoot(folder: string): string {
  if (isRoot(folder)) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The package.json of spotter is missing above the running program');
  return findRoot(parent);
}

function isRoot(folder: string): boolean {
  return readManifest(folder)?.name === 'spotter';
}

function readManifest(folder: string): z.infer<typeof manifest> | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? manifest.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data : undefined;
}
