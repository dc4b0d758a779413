import { beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import type { MediaView } from '#contract/media';
import type { Thread } from '../../realtime/thread.svelte.ts';
import { fullUrl, smallUrl } from './gallery.ts';
import PictureHarness from './PictureHarness.svelte';

vi.mock('./gallery.ts', { spy: true });

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==';
const BROKEN = 'data:image/gif;base64,AAAA';

function photo(id: number): MediaView {
  return {
    ...{ id, kind: 'image', contentType: 'image/webp', fileName: `${id}.webp`, bytes: 9 },
    ...{ width: 40, height: 30, durationMs: null, preview: null, waveform: null, poster: false },
  };
}

const picture = (name: string) => page.getByRole('button', { name, exact: true });

/** A message with so many photos, the only one of its thread. */
async function show(count: number) {
  const attachments = Array.from({ length: count }, (_, index) => photo(index + 1));
  const message = { attachments, senderId: 2, createdAt: '2026-06-10T12:00:00Z' };
  const thread = { messages: [message], uploads: { part: () => undefined } } as unknown as Thread;
  return render(PictureHarness, { props: { thread, attachments } });
}

beforeEach(() => {
  vi.mocked(smallUrl).mockReturnValue(PIXEL);
  vi.mocked(fullUrl).mockReturnValue(PIXEL);
});

it('shows one picture in its own proportions, and has the room for it before it is there', async () => {
  const { container } = await show(1);
  const box = () => container.querySelector('div')?.getBoundingClientRect();
  expect(box()?.width).toBe(320);
  expect(box()?.height).toBe(240);
  await expect.element(picture('Photo from Maya')).toBeVisible();
  expect(box()?.height).toBe(240);
});

it('shows four of many and says how many more there are', async () => {
  await show(6);
  await expect.element(picture('Photo from Maya, 1 of 6')).toBeVisible();
  await expect.element(picture('Photo from Maya, 4 of 6, and 2 more')).toBeVisible();
  expect(page.getByRole('button').elements()).toHaveLength(4);
});

it('opens the picture that was pressed', async () => {
  await show(3);
  await picture('Photo from Maya, 2 of 3').click();
  await expect.element(page.getByRole('dialog', { name: 'Photo from Maya, 2 of 3' })).toBeVisible();
});

it('says when one could not be loaded, and tries again when it is pressed', async () => {
  vi.mocked(smallUrl).mockReturnValue(BROKEN);
  await show(1);
  await picture('Photo from Maya, could not be loaded. Try again').click();
  await expect.element(picture('Photo from Maya, could not be loaded. Try again')).toBeVisible();
  expect(page.getByRole('dialog').elements()).toHaveLength(0);
});
