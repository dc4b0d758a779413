import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEnv } from '#server/env';
import { startS3, type S3Server } from '../../../tests/support/s3.ts';
import { openBlobStorage, StorageUnavailableError, type BlobStorage } from './index.ts';

let folder: string;
let s3: S3Server;
const storages: Record<string, BlobStorage> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotter-storage-'));
  s3 = await startS3();
  storages.disk = await openBlobStorage(parseEnv({ MEDIA_DIR: folder }));
  storages.s3 = await openBlobStorage(parseEnv(s3.env));
});
afterAll(async () => {
  for (const storage of Object.values(storages)) storage.close();
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

const newKey = () => `${randomUUID()}.full`;

/** Breaks off after some bytes, as a client does who goes away. */
async function* broken(bytes: number) {
  yield randomBytes(bytes);
  await Promise.resolve();
  throw new Error('the client went away');
}

describe.each(['disk', 's3'])('files on %s', (name) => {
  const storage = () => {
    const found = storages[name];
    if (!found) throw new Error(`No storage ${name}`);
    return found;
  };
  const stored = async (key: string, range?: { start: number; end: number }) => {
    const found = await storage().open(key, range);
    return found && buffer(found);
  };

  it('come back as they were, whole or in part', async () => {
    const key = newKey();
    const bytes = randomBytes(3_000_000);
    await storage().put(key, Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), bytes.length);
    expect(await storage().size(key)).toBe(bytes.length);
    expect((await stored(key))?.equals(bytes)).toBe(true);
    expect((await stored(key, { start: 5, end: 1_500_000 }))?.equals(bytes.subarray(5, 1_500_001))).toBe(
      true,
    );
    expect((await stored(key, { start: 2_999_999, end: 2_999_999 }))?.equals(bytes.subarray(-1))).toBe(true);
  });

  it('are not there before they are stored, nor after they were deleted, which may be said twice', async () => {
    const key = newKey();
    expect([await storage().size(key), await storage().open(key)]).toEqual([undefined, undefined]);
    await storage().put(key, Readable.from([Buffer.from('x')]), 1);
    await storage().delete(key);
    await storage().delete(key);
    expect([await storage().size(key), await storage().open(key)]).toEqual([undefined, undefined]);
  });

  it.each([
    ['breaks off', () => Readable.from(broken(100_000)), 'the client went away'],
    ['is shorter than said', () => Readable.from([randomBytes(99_999)]), 'Said to have'],
    ['is longer than said', () => Readable.from([randomBytes(100_000), randomBytes(1)]), 'Said to have'],
  ])('what %s leaves nothing behind', async (_, source, message) => {
    const key = newKey();
    await expect(storage().put(key, source(), 100_000)).rejects.toThrow(message);
    expect(await storage().size(key)).toBeUndefined();
  });

  it('can be left half read', async () => {
    const key = newKey();
    await storage().put(key, Readable.from([randomBytes(2_000_000)]), 2_000_000);
    const half = await storage().open(key);
    await half?.[Symbol.asyncIterator]().next();
    half?.destroy();
    expect(half?.destroyed).toBe(true);
    expect((await stored(key))?.length).toBe(2_000_000);
  });
});

it('a folder holds whole files only, spread over folders', async () => {
  const key = newKey();
  await storages.disk?.put(key, Readable.from([Buffer.from('x')]), 1);
  await storages.disk?.put(newKey(), Readable.from(broken(10)), 100).catch(() => undefined);
  const files = await readdir(folder, { recursive: true });
  expect(files).toContain(join(key.slice(0, 2), key.slice(2, 4), key));
  expect(files.filter((file) => file.endsWith('.part'))).toEqual([]);
});

it('a key leads nowhere else', async () => {
  await expect(storages.disk?.open('../../../../etc/passwd')).rejects.toThrow('Not a key');
});

describe('a store that is away', () => {
  it('says so, on S3', async () => {
    const away = await startS3();
    const storage = await openBlobStorage(parseEnv(away.env));
    await away.close();
    const attempts = [
      () => storage.put(newKey(), Readable.from([Buffer.from('x')]), 1),
      () => storage.open(newKey()),
      () => storage.size(newKey()),
      () => storage.delete(newKey()),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toBeInstanceOf(StorageUnavailableError);
    storage.close();
  });

  it('says so when the bucket is not there or the key is wrong', async () => {
    for (const wrong of [{ S3_BUCKET: 'another-one' }, { S3_ACCESS_KEY_ID: 'SOMEBODY' }]) {
      const storage = await openBlobStorage(parseEnv({ ...s3.env, ...wrong }));
      const put = storage.put(newKey(), Readable.from([Buffer.from('x')]), 1);
      await expect(put).rejects.toBeInstanceOf(StorageUnavailableError);
      storage.close();
    }
  });

  it('says so on disk, when something else is in the way', async () => {
    const key = newKey();
    await writeFile(join(folder, key.slice(0, 2)), '').catch(() => undefined);
    const inTheWay = await openBlobStorage(parseEnv({ MEDIA_DIR: join(folder, 'second') }));
    await writeFile(join(folder, 'second', key.slice(0, 2)), '');
    const put = inTheWay.put(key, Readable.from([Buffer.from('x')]), 1);
    await expect(put).rejects.toBeInstanceOf(StorageUnavailableError);
  });

  it('refuses the start with one line when the folder cannot be one', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    await expect(openBlobStorage(parseEnv({ MEDIA_DIR: join(file, 'media') }))).rejects.toThrow(
      /^Cannot use MEDIA_DIR .*a-file\/media: /,
    );
  });
});

describe('the environment', () => {
  it.each([
    [
      { S3_BUCKET: 'media' },
      [
        'S3_ACCESS_KEY_ID must be set as well, as S3_BUCKET is',
        'S3_SECRET_ACCESS_KEY must be set as well, as S3_BUCKET is',
      ],
    ],
    [
      { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' },
      ['S3_BUCKET must be set as well, as S3_ENDPOINT is'],
    ],
    [
      { S3_BUCKET: 'media', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b', MEDIA_DIR: '/srv/media' },
      ['MEDIA_DIR and S3_BUCKET both say where files go: leave out one of them'],
    ],
    [{ S3_ENDPOINT: 'minio:9000' }, ['S3_ENDPOINT must be a URL that starts with http:// or https://']],
    [{ S3_BUCKET: 'Not A Bucket' }, ['S3_BUCKET must be the name of a bucket']],
    [{ S3_FORCE_PATH_STYLE: 'yes' }, ['S3_FORCE_PATH_STYLE must be true or false']],
    [{ MEDIA_QUOTA_GB: '0' }, ['MEDIA_QUOTA_GB must be a number of gigabytes from 1 to 100000']],
  ])('%o stops the start with a line each', (source, problems) => {
    expect(() => parseEnv(source)).toThrow(expect.objectContaining({ problems }));
  });

  it('without any of it, files go below DATA_DIR', () => {
    expect(parseEnv({ DATA_DIR: '/srv/spotter' })).toMatchObject({
      mediaDir: '/srv/spotter/media',
      s3: undefined,
    });
  });
});
