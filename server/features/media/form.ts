import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { mediaFields, type MediaFields } from '#contract/media';
import { AppError, invalidInput } from '#server/kernel/errors';
import { invalidFields } from '#server/kernel/routing';
import { limitOf } from './formats/sniff.ts';
import { unsupported } from './refusals.ts';
import { receive, type Received } from './spool.ts';

/** A form with a file in it, as it came. */
export interface UploadForm {
  readonly fields: MediaFields;
  readonly file: NamedFile;
  readonly poster: Received | undefined;
}

interface NamedFile extends Received {
  readonly fileName: string;
}

const FILES = ['file', 'poster'];
const LIMITS = {
  ...{ fields: 6, fieldSize: 4_096, fieldNameSize: 64 },
  ...{ files: 2, parts: 8, headerPairs: 20, headerSize: 4_096 },
};

/**
 * Reads a multipart form while it streams, its files into a folder. Whatever is wrong with it ends the reading at once.
 * @throws AppError `malformed`, `unsupported_media`, `too_large` or `invalid_input`
 */
export function readForm(
  contentType: string | undefined,
  chunks: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<UploadForm> {
  return new FormReader(parserFor(contentType ?? ''), folder).read(chunks);
}

function parserFor(contentType: string): BusboyInstance {
  const detail = 'Send the file as multipart/form-data.';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) throw unsupported(detail);
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
  } catch (error) {
    throw unsupported(detail, error);
  }
}

class FormReader {
  readonly #broken = new AbortController();
  readonly #fields = new Map<string, string>();
  readonly #files = new Map<string, Promise<NamedFile>>();
  readonly #streams: BusboyFileStream[] = [];

  constructor(
    private readonly parser: BusboyInstance,
    private readonly folder: string,
  ) {
    parser.on('field', (name, value, nameCut, valueCut) => this.#takeField(name, value, nameCut || valueCut));
    parser.on('file', (name, stream, fileName) => this.#takeFile(name, stream, fileName));
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
      parser.once(limit, () => this.#refuse(malformed()));
    }
  }

  async read(chunks: AsyncIterable<Uint8Array>): Promise<UploadForm> {
    try {
      await pipeline(chunks, this.parser, { signal: this.#broken.signal });
      return await this.#form();
    } catch (error) {
      // What broke it off says more than that it was broken off.
      this.#broken.signal.throwIfAborted();
      throw error instanceof AppError ? error : malformed(error);
    } finally {
      for (const stream of this.#streams) stream.destroy();
      // Their folder goes next.
      await Promise.allSettled(this.#files.values());
    }
  }

  async #form(): Promise<UploadForm> {
    const fields = mediaFields.safeParse(Object.fromEntries(this.#fields));
    if (!fields.success) throw invalidFields(fields.error.issues);
    const file = await this.#files.get('file');
    if (!file) throw invalidInput('file', 'is missing');
    return { fields: fields.data, file, poster: await this.#files.get('poster') };
  }

  #takeField(name: string, value: string, isCut: boolean): void {
    if (isCut) this.#refuse(invalidInput(name, 'is too long'));
    else if (this.#fields.has(name)) this.#refuse(invalidInput(name, 'is there twice'));
    else this.#fields.set(name, value);
  }

  #takeFile(name: string, stream: BusboyFileStream, fileName: string | undefined): void {
    this.#streams.push(stream);
    // One that is destroyed before anybody reads it says so as an error.
    stream.once('error', () => undefined);
    if (!FILES.includes(name) || this.#files.has(name)) {
      this.#refuse(invalidInput(name, FILES.includes(name) ? 'is there twice' : 'is not known'));
      return;
    }
    const received = receive(stream, join(this.folder, name), limitOf);
    received.catch((error: unknown) => this.#refuse(error));
    this.#files.set(
      name,
      received.then((file) => ({ ...file, fileName: fileName ?? name })),
    );
  }

  #refuse(error: unknown): void {
    this.#broken.abort(error);
  }
}

function malformed(cause?: unknown): AppError {
  return new AppError('malformed', 'The form is not readable, or it is not complete.', { cause });
}
