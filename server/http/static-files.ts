import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** A file with the encodings it was compressed to beforehand, best first. */
export interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  readonly variants: readonly { readonly encoding: 'br' | 'gzip' | undefined; readonly bytes: Buffer }[];
}

/** Files by their path in the address. Only what lies in this map is served, so no path can lead out of it. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const PACKED = /\.(br|gz)$/;

/** Reads a folder into memory: a few MB, read once. A folder that does not exist has no files. */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const paths = await filesBelow(folder);
  const present = new Set(paths);
  const entries = paths
    .filter((path) => !PACKED.test(path))
    .map(async (path) => {
      const address = `/${relative(folder, path).split(sep).join('/')}`;
      return [address, await readStaticFile(path, address, present)] as const;
    });
  return new Map(await Promise.all(entries));
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

async function readStaticFile(path: string, address: string, present: Set<string>): Promise<StaticFile> {
  const bytes = await readFile(path);
  const packed = [
    { encoding: 'br' as const, path: `${path}.br` },
    { encoding: 'gzip' as const, path: `${path}.gz` },
  ].filter((variant) => present.has(variant.path));
  const variants = packed.map(async ({ encoding, path }) => ({ encoding, bytes: await readFile(path) }));
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    cacheControl: cacheControl(address),
    variants: [...(await Promise.all(variants)), { encoding: undefined, bytes }],
  };
}

/** Hashed names never change; anything else is asked for again and mostly answered with 304. */
function cacheControl(address: string): string {
  return address.startsWith('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
