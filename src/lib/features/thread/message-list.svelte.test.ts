import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { frames, isAtEnd, show, topOf } from './list-harness.ts';
import { dayKey } from '$ui/format-date.ts';
import { threadWorld, VIEWER } from './thread-harness.ts';

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

it('jumps to a quoted message, loading back to it, and takes the keyboard there', async () => {
  const world = await threadWorld(60);
  await show(world);
  expect(await world.screen.jumpTo(5)).toBe(true);
  await expect.element(page.getByText('message 5', { exact: true })).toBeInViewport();
  const found = page.getByRole('article').filter({ has: page.getByText('message 5', { exact: true }) });
  await expect.element(found).toHaveFocus();
});

it('begins a day where the clock that its times are read on begins it', async () => {
  const world = await threadWorld(1);
  const sent = new Date(world.screen.thread.messages[0]?.createdAt ?? '');
  await show(world, { ...VIEWER, timeZone: 'Pacific/Pago_Pago' });
  const day = page.getByRole('time').first();
  await expect.element(day).toHaveAttribute('datetime', dayKey(sent));
});
