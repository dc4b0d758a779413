import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '#server/platform/folders';

/** Enough to tell what something is. */
const HEAD_BYTES = 4_096;

/** What has arrived, in a file of its own until it is known to be good. */
export interface Received {
  readonly path: string;
  readonly bytes: number;
  /** Its first bytes. */
  readonly head: Buffer;
}

/** How many bytes there may be, and what to throw when there are more. */
export interface Limit {
  readonly bytes: number;
  readonly error: () => Error;
}

/** A folder of this process for what is on its way in. */
export class Spool {
  private constructor(private readonly folder: string) {}

  /** Empties the folder: what a process that died left there is no use to anybody. */
  static async in(folder: string): Promise<Spool> {
    await rm(folder, { recursive: true, force: true });
    await makeFolder(folder, 0o700);
    return new Spool(folder);
  }

  /** Lends a folder, which is gone afterwards with all that is in it. */
  async lend<T>(work: (folder: string) => Promise<T>): Promise<T> {
    await makeFolder(this.folder, 0o700);
    const folder = await mkdtemp(join(this.folder, 'in-'));
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/**
 * Writes what comes into a file, counting while it comes.
 * @param limitOf decides by the first bytes how many there may be, or throws
 */
export async function receive(
  source: AsyncIterable<Uint8Array>,
  path: string,
  limitOf: (head: Buffer) => Limit,
): Promise<Received> {
  const counter = new Counter(limitOf);
  await pipeline(counter.pass(source), createWriteStream(path, { mode: 0o600 }));
  return { path, bytes: counter.bytes, head: counter.head };
}

class Counter {
  bytes = 0;
  head: Buffer = Buffer.alloc(0);
  #limit: Limit | undefined;

  constructor(private readonly limitOf: (head: Buffer) => Limit) {}

  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#count(chunk);
      yield chunk;
    }
    this.#limit ??= this.limitOf(this.head);
  }

  #count(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    if (this.head.length < HEAD_BYTES) {
      this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD_BYTES - this.head.length)]);
    }
    if (this.head.length === HEAD_BYTES) this.#limit ??= this.limitOf(this.head);
    if (this.#limit && this.bytes > this.#limit.bytes) throw this.#limit.error();
  }
}
