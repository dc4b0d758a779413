import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Menu from './Menu.svelte';

it('opens from the keyboard, walks with arrows and letters, and chooses with Enter', async () => {
  const archive = vi.fn();
  await render(Menu, {
    label: 'More',
    items: [{ label: 'Edit' }, { label: 'Copy' }, { label: 'Archive', onselect: archive }],
  });
  const trigger = page.getByRole('button', { name: 'More' });
  trigger.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitem', { name: 'Edit' })).toHaveFocus();
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'true');

  await userEvent.keyboard('{ArrowUp}');
  await expect.element(page.getByRole('menuitem', { name: 'Archive' })).toHaveFocus();
  await userEvent.keyboard('c');
  await expect.element(page.getByRole('menuitem', { name: 'Copy' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{Enter}');

  expect(archive).toHaveBeenCalledOnce();
  await expect.element(trigger).toHaveFocus();
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'false');
});
