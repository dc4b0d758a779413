import { expect, it, onTestFinished } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { blankIn, frames, inView, isAtEnd, show } from './list-harness.ts';
import { threadWorld } from './thread-harness.ts';

/** The part of Chromium's protocol that is used here; the types of the test runner leave it open. */
interface Session {
  send(method: string, parameters: object): Promise<void>;
}
const session = () => cdp() as unknown as Session;

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

it.each(['no-preference', 'reduce'])(
  'stays where somebody drags it, far from what was drawn: motion %s',
  async (value) => {
    await session().send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-reduced-motion', value }],
    });
    onTestFinished(() => session().send('Emulation.setEmulatedMedia', { features: [] }));
    const world = await threadWorld(200);
    const view = await show(world);
    const { thread } = world.screen;
    while (thread.hasOlder) await world.screen.load(thread.older);
    await frames();
    // As near as where some rows stay drawn, and as far as where none does.
    for (const far of [350, 3_000]) {
      const wanted = view.scrollTop - far;
      view.scrollTop = wanted;
      await frames();
      expect(Math.abs(wanted - view.scrollTop)).toBeLessThan(300);
      expect(blankIn(view)).toBeLessThan(60);
    }
  },
);
