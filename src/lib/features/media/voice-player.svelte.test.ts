import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import type { MediaView } from '#contract/media';
import type { Player } from './player.svelte.ts';
import { Players } from './players.svelte.ts';
import SoundRow from './SoundRow.svelte';

const SECONDS = 20;
const RATE = 8_000;
const waveform = Array.from({ length: 40 }, (_, index) => (index * 7) % 100);
const facts = {
  kind: 'audio',
  contentType: 'audio/wav',
  fileName: 'voice.wav',
  bytes: 9,
  durationMs: SECONDS * 1_000,
};
const unknown = { width: null, height: null, preview: null, poster: false };

/** Silence, as a WAV file. */
function silence(): string {
  const samples = SECONDS * RATE;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const text = (at: number, word: string) =>
    Array.from(word).forEach((sign, index) => view.setUint8(at + index, sign.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, samples, true);
  new Uint8Array(view.buffer, 44).fill(128);
  return URL.createObjectURL(new Blob([view.buffer], { type: 'audio/wav' }));
}

let made: Player[] = [];
beforeEach(() => localStorage.clear());
afterEach(() => {
  for (const player of made) player.pause();
  made = [];
});

async function show(players: Players, from: string, id = 1): Promise<Player> {
  const src = silence();
  const media = { ...facts, ...unknown, id, waveform } as MediaView;
  const player = players.player(`${id}`, media.durationMs, () => src);
  made.push(player);
  await render(SoundRow, { props: { media, player, players, from } });
  return player;
}

const button = (name: string) => page.getByRole('button', { name });

it('plays one at a time, and goes on where it was paused', async () => {
  const players = new Players();
  const maya = await show(players, 'Maya', 1);
  const rui = await show(players, 'Rui', 2);
  await button('Play: Voice message from Maya').click();
  await expect.element(button('Pause: Voice message from Maya')).toBeVisible();
  await expect.poll(() => maya.position).toBeGreaterThan(0);
  maya.seek(8_000);
  await button('Play: Voice message from Rui').click();
  await expect.element(button('Play: Voice message from Maya')).toBeVisible();
  expect([maya.playing, rui.playing]).toEqual([false, true]);
  await expect.poll(() => rui.position).toBeGreaterThan(0);
  await button('Play: Voice message from Maya').click();
  await expect.poll(() => maya.position).toBeGreaterThanOrEqual(8_000);
  expect([maya.playing, rui.playing, maya.position < 12_000]).toEqual([true, false, true]);
});

it('goes through its speeds, for everything in the thread, and knows them the next time', async () => {
  const players = new Players();
  await show(players, 'Maya');
  for (const speed of ['1', '1.5', '2']) await button(`Speed: ${speed} times`).click();
  await button('Speed: 1 times').click();
  await expect.element(button('Speed: 1.5 times')).toHaveTextContent('1.5×');
  expect(new Players().rate).toBe(1.5);
});

it('is moved by keys where its waveform stands', async () => {
  const player = await show(new Players(), 'Maya');
  const scrubber = page.getByRole('slider', { name: 'Position in: Voice message from Maya' });
  const field = scrubber.element();
  if (field instanceof HTMLElement) field.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  const there = player.position;
  expect(there).toBeGreaterThan(0);
  await userEvent.keyboard('{ArrowLeft}');
  expect(player.position).toBeLessThan(there);
});

it('says when it cannot be played, and can be tried again', async () => {
  const players = new Players();
  const media = { ...facts, ...unknown, id: 3, waveform } as MediaView;
  const player = players.player('3', media.durationMs, () => 'data:audio/wav;base64,AAAA');
  await render(SoundRow, { props: { media, player, players, from: 'You' } });
  await button('Play: Voice message from you').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('It could not be played. Try again.');
  await expect.element(button('Play: Voice message from you')).toBeVisible();
});

it('plays from where a message lies now: what was on its way is drawn anew once it is sent', async () => {
  const players = new Players();
  const onItsWay = players.player('one', facts.durationMs, () => undefined);
  expect(players.player('one', facts.durationMs, silence)).toBe(onItsWay);
  made.push(onItsWay);
  await onItsWay.toggle();
  expect([onItsWay.playing, onItsWay.failed]).toEqual([true, false]);
});
