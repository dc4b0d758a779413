import { expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import MessageList from './MessageList.svelte';
import { threadWorld, VIEWER } from './thread-harness.ts';
import type { ThreadWorld } from './thread-harness.ts';

const OTHER = { id: 2, displayName: 'Sam Okafor', timeZone: 'Europe/Lisbon' };

async function show(world: ThreadWorld) {
  const { screen } = world;
  const onjump = vi.fn((seq: number) => void screen.jumpTo(seq));
  const target = document.createElement('div');
  target.style.cssText = 'display: flex; flex-direction: column; height: 400px; width: 380px';
  document.body.append(target);
  onTestFinished(() => target.remove());
  const props = { screen, other: OTHER, viewer: VIEWER, onjump };
  const { container } = await render(MessageList, { target, props });
  await frames();
  const view = container.querySelector<HTMLElement>('.overflow-y-auto');
  if (!view) throw new Error('Nothing scrolls.');
  return view;
}

/** Lets layout, observers and what they caused come to rest. */
async function frames() {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
}

function topOf(text: string): number {
  return page.getByText(text, { exact: true }).element().getBoundingClientRect().top;
}

function inView(view: HTMLElement, text: string): boolean {
  const box = page.getByText(text, { exact: true }).element().getBoundingClientRect();
  const { top, bottom } = view.getBoundingClientRect();
  return box.bottom <= bottom && box.top >= top;
}

/** The tallest stretch of the view without a row, in pixels. */
function blankIn(view: HTMLElement): number {
  const { top, bottom } = view.getBoundingClientRect();
  const boxes = [...view.querySelectorAll('[data-item]')].map((row) => row.getBoundingClientRect());
  const seen = boxes.filter((box) => box.bottom > top && box.top < bottom);
  const ends = [top, ...seen.map((box) => box.bottom)];
  return Math.max(...[...seen.map((box) => box.top), bottom].map((y, index) => y - (ends[index] ?? y)));
}

function isAtEnd(view: HTMLElement): boolean {
  return view.scrollHeight - view.clientHeight - view.scrollTop < 2;
}

it('opens at the newest message and follows what comes', async () => {
  const world = await threadWorld(20);
  const view = await show(world);
  expect(isAtEnd(view)).toBe(true);

  world.hear('And one more');
  await expect.element(page.getByText('And one more')).toBeInViewport();
  await frames();
  expect(isAtEnd(view)).toBe(true);
});

it('keeps what is being read in its place while older pages come in above it', async () => {
  const world = await threadWorld(200);
  let release: () => void = () => undefined;
  const view = await show(world);
  const { thread } = world.screen;
  world.slow = new Promise<void>((resolve) => (release = resolve));
  view.scrollTop = 30;
  await frames();
  const held = thread.messages.length;
  const { top } = view.getBoundingClientRect();
  const texts = page.getByText(/^message \d+$/).elements();
  const reading = texts.find((element) => element.getBoundingClientRect().top > top + 100);
  const text = reading?.textContent ?? '';
  const before = topOf(text);

  release();
  await expect.poll(() => thread.messages.length).toBeGreaterThan(held);
  await frames();
  expect(Math.abs(topOf(text) - before)).toBeLessThanOrEqual(1);
});

it('never moves the view for a new message while older ones are read; a pill counts them and leads there', async () => {
  const world = await threadWorld(20);
  const view = await show(world);
  view.scrollTop = 40;
  await frames();
  const before = view.scrollTop;

  world.hear('First new one');
  world.hear('Second new one');
  const pill = page.getByRole('button', { name: '2 new messages, go to the newest' });
  await expect.element(pill).toBeVisible();
  await frames();
  expect(view.scrollTop).toBe(before);

  await pill.click();
  await expect.element(page.getByText('Second new one')).toBeInViewport();
  await expect.element(pill).not.toBeInTheDocument();
});

it('opens at the divider, which stays where it was while the thread is open', async () => {
  const world = await threadWorld(30, 22);
  await show(world);
  const divider = page.getByText('New', { exact: true });
  await expect.element(divider).toBeInViewport();
  const after = () => divider.element().closest('[data-item]')?.nextElementSibling?.textContent;
  expect(after()).toContain('message 23');

  world.screen.scroll.toEnd();
  world.hear('Still typing?');
  await frames();
  expect(after()).toContain('message 23');
});

it('offers to retry or discard what was refused, and loses nothing', async () => {
  const world = await threadWorld(3);
  await show(world);
  world.wire.refusing = true;
  world.screen.send('Try this');

  await expect.element(page.getByText(/Not sent\. This was sent before/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Discard' })).toBeVisible();
  world.wire.refusing = false;
  await page.getByRole('button', { name: 'Retry' }).click();

  await expect.element(page.getByText('Sent', { exact: true })).toBeVisible();
  expect(page.getByText('Try this').elements()).toHaveLength(1);
});

it('keeps a message the same element from sending to sent, so that nothing flickers', async () => {
  const world = await threadWorld(3);
  await show(world);
  world.screen.send('On its way');
  await expect.element(page.getByText('On its way')).toBeVisible();
  await expect.element(page.getByText('Sent', { exact: true })).toBeVisible();
  expect(page.getByText('On its way').elements()).toHaveLength(1);
});

it('walks the messages with the arrow keys and quotes one with r', async () => {
  const world = await threadWorld(5);
  await show(world);
  page.getByRole('log').element().focus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  await expect.element(page.getByRole('article').filter({ hasText: 'message 4' })).toHaveFocus();
  await userEvent.keyboard('r');
  expect(world.screen.replyTo?.seq).toBe(4);
});

it('jumps to a quoted message, loading back to it', async () => {
  const world = await threadWorld(60);
  await show(world);
  expect(await world.screen.jumpTo(5)).toBe(true);
  await expect.element(page.getByText('message 5', { exact: true })).toBeInViewport();
});

it('draws at most 60 messages of a long thread, wherever it is read', async () => {
  const world = await threadWorld(1_000);
  const view = await show(world);
  for (const seq of [1_000, 500, 990, 3, 700]) {
    expect(await world.screen.jumpTo(seq)).toBe(true);
    await frames();
    await expect.element(page.getByText(`message ${seq}`, { exact: true })).toBeInViewport();
    expect(view.querySelectorAll('[data-seq]').length).toBeLessThanOrEqual(60);
    expect(blankIn(view)).toBeLessThan(60);
  }
});

it('shows a whole page of messages at every step of the way from the newest to the first and back', async () => {
  const world = await threadWorld(120);
  const view = await show(world);
  for (const direction of [-1, 1]) {
    const [there, text] = direction === -1 ? [1, 'message 1'] : [120, 'message 120'];
    for (let step = 0; step < 60; step += 1) {
      view.scrollTop += direction * 390;
      await frames();
      expect(view.querySelectorAll('[data-seq]').length).toBeLessThanOrEqual(60);
      expect(blankIn(view)).toBeLessThan(60);
      if (view.querySelector(`[data-seq="${there}"]`) && inView(view, text)) break;
    }
    await expect.element(page.getByText(text, { exact: true })).toBeInViewport();
  }
});

it('keeps what is read in its place when something above or below it grows, and the end when that is in view', async () => {
  const world = await threadWorld(60);
  const view = await show(world);
  const rows = () => [...view.querySelectorAll<HTMLElement>('[data-item]')];
  const grow = async (row: HTMLElement | undefined, by: number) => {
    if (row) row.style.paddingBottom = `${by}px`;
    await frames();
  };
  await grow(rows().at(-3), 120);
  expect(isAtEnd(view)).toBe(true);

  view.scrollTop -= 900;
  await frames();
  const { top, bottom } = view.getBoundingClientRect();
  const reading = rows().find((row) => row.getBoundingClientRect().top > top + 50);
  const before = reading?.getBoundingClientRect().top ?? 0;
  await grow(
    rows().findLast((row) => row.getBoundingClientRect().bottom < top),
    200,
  );
  await grow(
    rows().find((row) => row.getBoundingClientRect().top > bottom),
    200,
  );
  expect(Math.abs((reading?.getBoundingClientRect().top ?? 0) - before)).toBeLessThanOrEqual(1);
});

it('keeps the message with the focus, and the ends of a selection, while the thread is scrolled away from them', async () => {
  const world = await threadWorld(200);
  const view = await show(world);
  page.getByRole('log').element().focus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
  const focused = page.getByRole('article').filter({ hasText: 'message 198' });
  const selected = page.getByText('message 197', { exact: true }).element();
  getSelection()?.selectAllChildren(selected);
  for (let step = 0; step < 12; step += 1) {
    view.scrollTop -= 400;
    await frames();
  }
  await expect.element(focused).toHaveFocus();
  await expect.element(focused).not.toBeInViewport();
  expect(getSelection()?.toString()).toBe('message 197');

  await userEvent.keyboard('{ArrowUp}');
  const next = page.getByRole('article').filter({ hasText: 'message 197' });
  await expect.element(next).toHaveFocus();
  await expect.element(next).toBeInViewport();
});

it('walks on with the keyboard beyond what is held, in both directions', async () => {
  const world = await threadWorld(300);
  await show(world);
  await world.screen.jumpTo(100);
  const { thread } = world.screen;
  const focused = () => Number(document.activeElement?.getAttribute('data-seq'));
  page.getByRole('log').element().focus();
  const held = thread.messages[0]?.seq ?? 0;
  await userEvent.keyboard('{ArrowUp}{Home}');
  await expect.poll(focused).toBeLessThanOrEqual(held);
  const first = focused();
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(focused).toBe(first - 1);
  await userEvent.keyboard('{PageUp}');
  await expect.poll(focused).toBeLessThan(first - 3);
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toBe(300);
});

it('says in place that a page could not be loaded, and loads it when asked again', async () => {
  const world = await threadWorld(300);
  const view = await show(world);
  await world.screen.jumpTo(100);
  await frames();
  world.failing = true;
  for (let step = 0; step < 40 && !world.screen.thread.older.error; step += 1) {
    view.scrollTop -= 1_000;
    await frames();
  }
  const again = page.getByRole('button', { name: 'Try again' }).first();
  await expect.element(again).toBeVisible();
  const held = world.screen.thread.messages[0]?.seq ?? 0;
  world.failing = false;
  await again.click();
  await expect.poll(() => world.screen.thread.messages[0]?.seq).toBeLessThan(held);
});

it('opens where reading stopped, however far back', async () => {
  const world = await threadWorld(300, 40);
  await show(world);
  const divider = page.getByText('New', { exact: true });
  await expect.element(divider).toBeInViewport();
  await expect.element(page.getByText('message 41', { exact: true })).toBeInViewport();
  await page.getByRole('button', { name: /go to the newest/i }).click();
  await expect.element(page.getByText('message 300', { exact: true })).toBeInViewport();
  await expect.element(page.getByRole('button', { name: /go to the newest/i })).not.toBeInTheDocument();
});

it('goes to the newest message to show what was sent while older ones were read', async () => {
  const world = await threadWorld(300);
  await show(world);
  await world.screen.jumpTo(20);
  world.screen.send('Back to now');
  await expect.element(page.getByText('Back to now')).toBeInViewport();
});

it('opens at what is new, though the mark lies before hundreds of messages of one’s own', async () => {
  const world = await threadWorld(300, 0, 280);
  await show(world);
  await expect.element(page.getByText('New', { exact: true })).toBeInViewport();
  await expect.element(page.getByText('message 281', { exact: true })).toBeInViewport();
});

it('stays where somebody drags it, far from what was drawn', async () => {
  const world = await threadWorld(200);
  const view = await show(world);
  const { thread } = world.screen;
  while (thread.hasOlder) await world.screen.load(thread.older);
  await frames();
  const before = view.scrollTop;
  view.scrollTop -= 3_000;
  await frames();
  const first = Number(view.querySelector('[data-seq]')?.getAttribute('data-seq'));
  expect(first).toBeLessThan(160);
  expect(blankIn(view)).toBeLessThan(60);
  expect(Math.abs(before - 3_000 - view.scrollTop)).toBeLessThan(600);
});
