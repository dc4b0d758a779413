import { onTestFinished, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import MessageList from './MessageList.svelte';
import { VIEWER } from './thread-harness.ts';
import type { ThreadWorld } from './thread-harness.ts';

const OTHER = { id: 2, displayName: 'Sam Okafor', timeZone: 'Europe/Lisbon' };

/** Draws the thread in a small window; gives the element that scrolls. */
export async function show(world: ThreadWorld, viewer = VIEWER): Promise<HTMLElement> {
  const { screen } = world;
  const onjump = vi.fn((seq: number) => void screen.jumpTo(seq));
  const target = document.createElement('div');
  target.style.cssText = 'display: flex; flex-direction: column; height: 400px; width: 380px';
  document.body.append(target);
  onTestFinished(() => target.remove());
  const props = { screen, other: OTHER, viewer, onjump };
  const { container } = await render(MessageList, { target, props });
  await frames();
  const view = container.querySelector<HTMLElement>('.overflow-y-auto');
  if (!view) throw new Error('Nothing scrolls.');
  return view;
}

/** Lets layout, observers and what they caused come to rest. */
export async function frames(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
}

export function topOf(text: string): number {
  return page.getByText(text, { exact: true }).element().getBoundingClientRect().top;
}

export function inView(view: HTMLElement, text: string): boolean {
  const box = page.getByText(text, { exact: true }).element().getBoundingClientRect();
  const { top, bottom } = view.getBoundingClientRect();
  return box.bottom <= bottom && box.top >= top;
}

/** The tallest stretch of the view without a row, in pixels. */
export function blankIn(view: HTMLElement): number {
  const { top, bottom } = view.getBoundingClientRect();
  const boxes = [...view.querySelectorAll('[data-item]')].map((row) => row.getBoundingClientRect());
  const seen = boxes.filter((box) => box.bottom > top && box.top < bottom);
  const ends = [top, ...seen.map((box) => box.bottom)];
  return Math.max(...[...seen.map((box) => box.top), bottom].map((y, index) => y - (ends[index] ?? y)));
}

export function isAtEnd(view: HTMLElement): boolean {
  return view.scrollHeight - view.clientHeight - view.scrollTop < 2;
}
