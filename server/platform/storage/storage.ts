import type { Readable } from 'node:stream';

/** Both ends included, as in an HTTP header. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the bytes of uploads lie. Keys are written once and never changed. What cannot be done because the store is
 * away is a `StorageUnavailableError`; a full disk comes as the system says it.
 */
export interface BlobStorage {
  /**
   * Stores all of it or, when it fails, nothing.
   * @param source may fail for reasons of its own, which are passed on
   * @param bytes how many it has; fewer or more is an error
   */
  put(key: string, source: Readable, bytes: number): Promise<void>;
  /** The bytes, or some of them; undefined when there are none of that key. Destroy what is not read to its end. */
  open(key: string, range?: ByteRange): Promise<Readable | undefined>;
  /** In bytes; undefined when there are none of that key. */
  size(key: string): Promise<number | undefined>;
  /** Nothing happens when there are none of that key. */
  delete(key: string): Promise<void>;
  close(): void;
}

/** The store is away, or refuses: nothing of what was asked has happened. */
export class StorageUnavailableError extends Error {
  constructor(cause: unknown) {
    super('The store of uploads is not available', { cause });
    this.name = 'StorageUnavailableError';
  }
}

/** What was to be stored had another length than was said. */
export class WrongLengthError extends Error {
  constructor(said: number, had: number) {
    super(`Said to have ${said} bytes, it had ${had}`);
    this.name = 'WrongLengthError';
  }
}

/** The chunks of a source, as long as there are as many bytes as was said. @throws WrongLengthError */
export async function* counted(source: Readable, bytes: number): AsyncGenerator<Uint8Array> {
  let had = 0;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    had += chunk.length;
    if (had > bytes) throw new WrongLengthError(bytes, had);
    yield chunk;
  }
  if (had !== bytes) throw new WrongLengthError(bytes, had);
}
