import { open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { makeFolder } from '../folders.ts';
import { isDiskFull } from '../postgres-errors.ts';
import { errorCode, orRefuse } from '../start-error.ts';
import { counted, StorageUnavailableError } from './storage.ts';
import type { BlobStorage, ByteRange } from './storage.ts';

/**
 * Files in a folder, which several processes may share. It is made if need be.
 * @throws StartError when it cannot be used
 */
export async function openDiskStorage(dir: string): Promise<BlobStorage> {
  const folder = resolve(dir);
  await orRefuse(`use MEDIA_DIR ${folder}`, () => makeFolder(folder, 0o700));
  return new DiskStorage(folder);
}

class DiskStorage implements BlobStorage {
  constructor(private readonly folder: string) {}

  /** Written under another name first: what is there under its own name is whole, and has reached the disk. */
  async put(key: string, source: Readable, bytes: number): Promise<void> {
    const path = this.#path(key);
    const part = partOf(path);
    try {
      await guarded(() => makeFolder(dirname(path), 0o700));
      await write(part, counted(source, bytes));
      await guarded(() => rename(part, path));
      await guarded(() => syncFolder(dirname(path)));
    } catch (error) {
      source.destroy();
      // The one who swept would find it too, but a full disk should not stay full until then.
      await rm(part, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable | undefined> {
    const path = this.#path(key);
    const handle = await unlessMissing(() => open(path, 'r'));
    return handle?.createReadStream({ ...range, highWaterMark: 256 * 1024 });
  }

  async size(key: string): Promise<number | undefined> {
    const path = this.#path(key);
    return (await unlessMissing(() => stat(path)))?.size;
  }

  async delete(key: string): Promise<void> {
    const path = this.#path(key);
    await guarded(() => rm(path, { force: true }));
    await guarded(() => rm(partOf(path), { force: true }));
  }

  close(): void {
    // Each file is closed by whoever opened it.
  }

  /** Spread over folders, none of which grows large. */
  #path(key: string): string {
    if (!/^[\w-]{8,}(\.[\w-]+)?$/.test(key)) throw new Error('Not a key of the store');
    return join(this.folder, key.slice(0, 2), key.slice(2, 4), key);
  }
}

/** One key is written by one writer, so the name of what is not whole yet can be known to whoever deletes it. */
const partOf = (path: string) => `${path}.part`;

async function write(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await guarded(() => open(path, 'w', 0o600));
  try {
    for await (const chunk of chunks) await guarded(() => writeAll(handle, chunk));
    await guarded(() => handle.sync());
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
  }
}

/** A rename lasts once its folder has reached the disk. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new StorageUnavailableError(error);
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isDiskFull(error) ? error : new StorageUnavailableError(error);
  }
}
