import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import { ApiError } from '../../errors.ts';
import type { Upload } from '../../media/file.ts';
import { Uploads } from '../../media/uploads.svelte.ts';
import AttachTray from './AttachTray.svelte';
import type { KeptFile } from './tray-file.svelte.ts';
import { Tray } from './tray.svelte.ts';

const text = (name: string) => new File(['hello'], name, { type: 'text/plain' });

async function show(upload: Upload) {
  const tray = new Tray(new Uploads(upload));
  await render(AttachTray, { tray });
  return tray;
}

it('says how much of a file is there, and hands it over when asked', async () => {
  let go = (_part: number) => {};
  const tray = await show(
    (_file, _bytes, hooks) =>
      new Promise((done) => {
        go = (part) => {
          hooks.progress(part);
          if (part === 1) done(5);
        };
      }),
  );
  tray.add([text('plan.txt')]);
  await expect.element(page.getByText('plan.txt')).toBeVisible();
  await expect.poll(() => tray.ready).toBe(true);
  const at42 = () => {
    go(0.42);
    return page.getByText('42%').query();
  };
  await expect.poll(at42).not.toBeNull();
  go(1);
  await expect.element(page.getByText('Ready to send')).toBeVisible();
  expect(tray.take()).toMatchObject([{ file: { fileName: 'plan.txt', kind: 'file', bytes: 5 } }]);
  expect(tray.files).toEqual([]);
});

it('says in words what cannot be sent, and does not send until it is taken away', async () => {
  const tray = await show(() => Promise.resolve(1));
  tray.add([text('plan.txt'), new File(['x'], 'IMG_1.HEIC')]);
  await expect.element(page.getByText(/HEIC photos cannot be shown everywhere/)).toBeVisible();
  expect(tray.ready).toBe(false);
  await page.getByRole('button', { name: 'Remove IMG_1.HEIC' }).click();
  await expect.poll(() => tray.ready).toBe(true);
});

it('lets a file be sent whose upload rests for want of a network, and tries again by hand', async () => {
  let tries = 0;
  const tray = await show(() =>
    (tries += 1) === 1 ? Promise.reject(new ApiError('offline')) : Promise.resolve(1),
  );
  tray.add([text('plan.txt')]);
  await expect.element(page.getByText(/It goes on when you send/)).toBeVisible();
  expect(tray.ready).toBe(true);
  await page.getByRole('button', { name: 'Try plan.txt again' }).click();
  await expect.element(page.getByText(/It goes on when you send/)).not.toBeInTheDocument();
  await expect.poll(() => tries).toBe(2);
});

it('takes ten files and says so', async () => {
  const tray = await show(() => Promise.resolve(1));
  tray.add(Array.from({ length: 12 }, (_, index) => text(`${index}.txt`)));
  await expect
    .element(page.getByText('A message takes 10 files. Send the others with the next one.'))
    .toBeVisible();
  expect(tray.files).toHaveLength(10);
});

/** As an earlier page left it, uploaded. */
function kept(fileName: string, bytes?: Blob): KeptFile {
  const facts = { kind: 'file', contentType: 'text/plain', fileName, bytes: 5 } as const;
  const unknown = { width: null, height: null, durationMs: null, waveform: null, poster: false };
  const file = { ...facts, ...unknown, fileId: fileName, uploadId: undefined, mediaId: 4 };
  return { draft: { file, bytes: bytes && { file: bytes, poster: undefined } }, place: 1 };
}

it('uploads once more what the server let go of since, and names what this device has nothing of either', async () => {
  const tray = await show(() => Promise.resolve(9));
  tray.addKept([kept('plan.txt', text('plan.txt')), kept('reply.txt'), kept('other.txt')]);
  await expect.element(page.getByText('Ready to send').first()).toBeVisible();
  tray.renew(tray.files.slice(0, 2));
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('No longer there: reply.txt. Attach again what is to be sent.');
  await expect.poll(() => tray.files.map(({ draft }) => draft?.file.mediaId)).toEqual([9, 4]);
  await expect.element(page.getByText('plan.txt')).toBeVisible();
});

it('keeps what can be sent, until it is refused, removed or sent', async () => {
  const shelf = new Map<string, string>();
  const uploads = new Uploads(({ fileName }) =>
    fileName === 'bad.txt' ? Promise.reject(new ApiError('unsupported_media')) : Promise.resolve(1),
  );
  const tray = new Tray(uploads, {
    keep: ({ draft: { file } }) => shelf.set(file.fileId, file.fileName),
    learn: ({ fileId, fileName, mediaId }) => shelf.set(fileId, `${fileName} is ${mediaId}`),
    letGo: (fileIds) => fileIds.forEach((fileId) => shelf.delete(fileId)),
  });
  tray.add([text('a.txt'), text('bad.txt'), text('b.txt'), new File(['x'], 'IMG_1.HEIC')]);
  await expect.poll(() => [...shelf.values()]).toEqual(['a.txt is 1', 'b.txt is 1']);
  for (const file of tray.files) if (file.source.name !== 'b.txt') tray.remove(file);
  expect([...shelf.values()]).toEqual(['b.txt is 1']);
  expect(tray.take()).toMatchObject([{ file: { fileName: 'b.txt', mediaId: 1 } }]);
  expect(shelf.size).toBe(0);
});

it('no longer has what another tab has sent or removed', async () => {
  const tray = await show(() => Promise.resolve(9));
  tray.addKept([kept('plan.txt'), kept('log.txt')]);
  tray.lose(['plan.txt']);
  await expect.element(page.getByText('log.txt')).toBeVisible();
  await expect.element(page.getByText('plan.txt')).not.toBeInTheDocument();
});
