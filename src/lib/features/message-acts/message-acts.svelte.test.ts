import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import { threadWorld } from '../thread/thread-harness.ts';
import ActsHarness from './ActsHarness.svelte';

// An hour after the messages were written.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-16T09:00:00Z') }));
afterEach(() => void vi.useRealTimers());

/** A thread with a message of the other person and one of one's own; the keyboard is at the latter. */
async function show() {
  const world = await threadWorld(1);
  world.screen.thread.send('Of mine');
  await expect.poll(() => world.screen.thread.messages.length).toBe(2);
  await render(ActsHarness, { props: { screen: world.screen } });
  const mine = page.getByRole('article').last();
  mine.element().focus();
  return { ...world, mine, field: page.getByRole('textbox', { name: 'Message' }) };
}

it('opens a menu by Enter, walks it, and gives the focus back', async () => {
  const { mine } = await show();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitem', { name: 'React with 👍' })).toHaveFocus();
  await userEvent.keyboard('{End}');
  await expect.element(page.getByRole('menuitem', { name: 'Delete' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  await expect.element(mine).toHaveFocus();
});

it('edits in the composer and leaves the draft alone', async () => {
  const { screen, mine, field } = await show();
  screen.thread.draft.text = 'Half a thought';
  await userEvent.keyboard('e');
  await expect.element(field).toHaveFocus();
  await expect.element(field).toHaveValue('Of mine');
  await userEvent.keyboard(' indeed{Control>}{Enter}{/Control}');
  await expect.element(mine.getByText('Of mine indeed')).toBeVisible();
  await expect.element(mine.getByRole('button', { name: 'edited' })).toBeVisible();
  await expect.element(field).toHaveValue('Half a thought');
});

it('says that a message is too old to be edited', async () => {
  const { field } = await show();
  vi.setSystemTime('2026-11-17T08:00:01Z');
  field.element().focus();
  await userEvent.keyboard('{ArrowUp}');
  await expect
    .element(page.getByText('A message can be edited for 24 hours after it was sent.'))
    .toBeVisible();
  await expect.element(field).toHaveValue('');
});

it('offers no edit of what somebody else said', async () => {
  const { field } = await show();
  page.getByRole('article').first().element().focus();
  await userEvent.keyboard('e');
  await expect.element(field).toHaveValue('');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await expect.element(page.getByRole('menuitem', { name: 'Edit' })).not.toBeInTheDocument();
});

it('puts an emoji under a message and takes it away by a press, with names for everybody', async () => {
  const { mine } = await show();
  await userEvent.keyboard('+');
  await page.getByLabelText('Find an emoji').fill('gym');
  await userEvent.keyboard('{Enter}');
  const chip = mine.getByRole('button', { name: '💪 You' });
  await expect.element(chip).toHaveAttribute('aria-pressed', 'true');
  await chip.click();
  await expect.element(chip).not.toBeInTheDocument();
});

it('deletes after asking, and leaves a trace without anything to do with it', async () => {
  const { mine } = await show();
  await userEvent.keyboard('{Delete}');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect.element(mine.getByText('Of mine')).toBeVisible();
  mine.element().focus();
  await userEvent.keyboard('{Delete}');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect.element(mine.getByText('Message deleted')).toBeVisible();
  expect(mine.getByRole('button').elements()).toHaveLength(0);
});

it('says why something could not be done, and shows the message as it was', async () => {
  const { wire, mine } = await show();
  wire.refuse = 'conflict';
  await userEvent.keyboard('{Enter}');
  await page.getByRole('menuitem', { name: 'React with 🔥' }).click();
  await expect.element(page.getByText('conflict', { exact: true })).toBeVisible();
  await expect.element(mine.getByRole('button', { name: '🔥 You' })).not.toBeInTheDocument();
});

it('leaves the field by Escape for the messages, which the arrows walk from there', async () => {
  const { mine, field } = await show();
  field.element().focus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('log')).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(mine).toHaveFocus();
});

it('opens the menu for the very first finger that rests on a message', async () => {
  const { screen, mine } = await show();
  const finger = { pointerType: 'touch', isPrimary: true, bubbles: true };
  mine.element().dispatchEvent(new PointerEvent('pointerdown', finger));
  await expect.poll(() => screen.asked?.ask, { timeout: 3_000 }).toBe('menu');
});
