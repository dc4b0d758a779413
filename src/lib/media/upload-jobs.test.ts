import { expect, it } from 'vitest';
import { MAX_ATTACHMENTS, MAX_MEDIA_BYTES } from '#contract/media';
import { LIMITS, MAX_FILES } from '../features/media/media-kinds.ts';
import { ApiError } from '../errors.ts';
import type { OutgoingFile, Upload } from './file.ts';
import { UploadJobs } from './upload-jobs.ts';

function outgoing(fileId: string): OutgoingFile {
  const facts = { kind: 'file', contentType: 'text/plain', fileName: `${fileId}.txt`, bytes: 4 } as const;
  const unknown = { width: null, height: null, durationMs: null, waveform: null, poster: false };
  return { ...facts, ...unknown, fileId, uploadId: undefined, mediaId: undefined };
}
const bytes = () => Promise.resolve({ file: new Blob(['text']), poster: undefined });

it('uploads a file once, however many ask for it', async () => {
  let uploads = 0;
  const jobs = new UploadJobs(
    () => undefined,
    () => Promise.resolve((uploads += 1)),
  );
  const all = [jobs.run(outgoing('a'), bytes), jobs.run(outgoing('a'), bytes)];
  expect(await Promise.all(all)).toEqual([1, 1]);
  expect(await jobs.run(outgoing('a'), bytes)).toBe(1);
});

it('goes on under the id that was begun after a try has failed', async () => {
  const begunWith: (string | undefined)[] = [];
  const upload: Upload = (file, _bytes, hooks) => {
    begunWith.push(file.uploadId);
    hooks.began('up-1');
    return begunWith.length === 1 ? Promise.reject(new ApiError('offline')) : Promise.resolve(5);
  };
  const jobs = new UploadJobs(() => undefined, upload);
  await expect(jobs.run(outgoing('a'), bytes)).rejects.toMatchObject({ code: 'offline' });
  const told: string[] = [];
  expect(await jobs.run(outgoing('a'), bytes, (id) => told.push(id))).toBe(5);
  expect(begunWith).toEqual([undefined, 'up-1']);
  expect(told).toContain('up-1');
});

it('keeps two on their way and the others waiting', async () => {
  let running = 0;
  let most = 0;
  const jobs = new UploadJobs(
    () => undefined,
    async () => {
      most = Math.max(most, (running += 1));
      await new Promise((done) => setTimeout(done));
      return (running -= 1);
    },
  );
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => jobs.run(outgoing(id), bytes)));
  expect(most).toBe(2);
});

it('says that a file is gone which can no longer be read', async () => {
  const jobs = new UploadJobs(() => undefined);
  const gone = jobs.run(outgoing('a'), () => Promise.resolve(undefined));
  await expect(gone).rejects.toMatchObject({ code: 'gone' });
});

it('knows the limits of the contract', () => {
  expect({ LIMITS, MAX_FILES }).toEqual({ LIMITS: MAX_MEDIA_BYTES, MAX_FILES: MAX_ATTACHMENTS });
});
