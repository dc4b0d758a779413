import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './start-error.ts';

/**
 * Makes a folder and the folders above it, unless they are there. Node's own `recursive` never ends where a
 * file system refuses new folders by calling them missing, as /proc does.
 * @returns whether the folder itself is new
 */
export async function makeFolder(path: string, mode: number): Promise<boolean> {
  if (await isFolder(path)) return false;
  if (dirname(path) !== path) await makeFolder(dirname(path), 0o755);
  try {
    await mkdir(path, { mode });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && (await isFolder(path))) return false;
    throw error;
  }
}

/** Makes a folder that others may pass through but not list, whatever the umask says. */
export async function makePassable(path: string): Promise<void> {
  if (await makeFolder(path, 0o711)) await chmod(path, 0o711);
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
