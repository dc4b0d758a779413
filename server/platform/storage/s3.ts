import { Readable } from 'node:stream';
import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { S3Env } from '#server/env';
import { counted, StorageUnavailableError } from './storage.ts';
import type { BlobStorage, ByteRange } from './storage.ts';

/** Milliseconds until a store that does not answer counts as away. */
const PATIENCE = { connectionTimeout: 3_000, socketTimeout: 20_000 };

/** A bucket that speaks S3. Whether it answers shows at its first use. */
export class S3Storage implements BlobStorage {
  readonly #client: S3Client;

  constructor(private readonly env: S3Env) {
    const { endpoint, region, forcePathStyle, accessKeyId, secretAccessKey } = env;
    this.#client = new S3Client({
      ...(endpoint !== undefined && { endpoint }),
      region,
      forcePathStyle,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 3,
      requestHandler: PATIENCE,
      // Not every store knows the checksums that Amazon's own asks for by now.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  /** An object is there once all of it is: a body that ends early is none. */
  async put(key: string, source: Readable, bytes: number): Promise<void> {
    const body = Readable.from(counted(source, bytes), { objectMode: false });
    // The library would wait for the rest of a body that failed.
    const broken = new AbortController();
    body.once('error', (error) => broken.abort(error));
    try {
      const put = new PutObjectCommand({ ...this.#at(key), Body: body, ContentLength: bytes });
      await this.#client.send(put, { abortSignal: broken.signal });
    } catch (error) {
      broken.signal.throwIfAborted();
      throw new StorageUnavailableError(error);
    } finally {
      body.destroy();
      source.destroy();
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable | undefined> {
    const found = await unlessMissing(() =>
      this.#client.send(
        new GetObjectCommand({
          ...this.#at(key),
          ...(range && { Range: `bytes=${range.start}-${range.end}` }),
        }),
      ),
    );
    const body = found?.Body;
    if (body !== undefined && !(body instanceof Readable))
      throw new Error('S3 gave a body that is no stream');
    return body;
  }

  async size(key: string): Promise<number | undefined> {
    return (await unlessMissing(() => this.#client.send(new HeadObjectCommand(this.#at(key)))))
      ?.ContentLength;
  }

  async delete(key: string): Promise<void> {
    await unlessMissing(() => this.#client.send(new DeleteObjectCommand(this.#at(key))));
  }

  close(): void {
    this.#client.destroy();
  }

  #at(key: string) {
    return { Bucket: this.env.bucket, Key: key };
  }
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const isMissing = error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name);
    if (isMissing) return undefined;
    throw new StorageUnavailableError(error);
  }
}
