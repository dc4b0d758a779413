import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import type { MediaView } from '#contract/media';
import type { GalleryItem } from './gallery.ts';
import Lightbox from './Lightbox.svelte';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==';

function photo(id: number): GalleryItem {
  const media: MediaView = {
    ...{
      id,
      kind: 'image',
      contentType: 'image/webp',
      fileName: `${id}.webp`,
      bytes: 9,
      width: 40,
      height: 30,
    },
    ...{ durationMs: null, preview: null, waveform: null, poster: false },
  };
  return { key: `${id}`, media, src: PIXEL, small: PIXEL, from: 'Maya', at: '2026-06-10T12:00:00Z' };
}

const dialog = (name: string) => page.getByRole('dialog', { name });

/** Opened from a button, as from the thread. */
async function show(start = 0) {
  const opener = document.createElement('button');
  document.body.append(opener);
  opener.focus();
  const onclose = vi.fn();
  const shown = await render(Lightbox, { props: { items: [photo(1), photo(2), photo(3)], start, onclose } });
  return { opener, onclose, shown };
}

/** With the step in the history that it made for itself, which would close the next one. */
async function leave({ shown }: { shown: { unmount: () => Promise<void> | void } }): Promise<void> {
  const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  await shown.unmount();
  await back;
}

it('goes through the pictures by key, and no further than the first and the last', async () => {
  const lightbox = await show(1);
  await expect.element(dialog('Photo from Maya, 2 of 3')).toBeVisible();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(dialog('Photo from Maya, 3 of 3')).toBeVisible();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(dialog('Photo from Maya, 3 of 3')).toBeVisible();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
  await expect.element(dialog('Photo from Maya, 1 of 3')).toBeVisible();
  await leave(lightbox);
});

it('comes closer and goes back by key and button, and begins anew with the next picture', async () => {
  const lightbox = await show();
  const drawnAt = () => page.getByRole('dialog').getByRole('img').element().getBoundingClientRect().width;
  await expect.poll(drawnAt).toBeGreaterThan(0);
  const before = drawnAt();
  await userEvent.keyboard('+');
  await expect.poll(drawnAt).toBeGreaterThan(before);
  await userEvent.keyboard('0');
  await expect.poll(drawnAt).toBe(before);
  await userEvent.keyboard('+');
  await expect.poll(drawnAt).toBeGreaterThan(before);
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(drawnAt).toBe(before);
  await leave(lightbox);
});

it('is closed by Escape and by its button, and the focus is back where it was', async () => {
  const lightbox = await show();
  const { opener, onclose } = lightbox;
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => onclose.mock.calls.length).toBe(1);
  await leave(lightbox);
  await expect.poll(() => document.activeElement).toBe(opener);

  const again = await show();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => again.onclose.mock.calls.length).toBe(1);
  await leave(again);
});
