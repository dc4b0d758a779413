import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Dialog from './Dialog.svelte';

const children = createRawSnippet(() => ({ render: () => '<p><button>Inside</button></p>' }));

async function openFrom(opener: HTMLButtonElement) {
  const onclose = vi.fn();
  document.body.append(opener);
  opener.focus();
  const { rerender } = await render(Dialog, { open: false, title: 'End this plan?', onclose, children });
  await rerender({ open: true });
  return onclose;
}

it('reads its title first, and gives focus back after Escape', async () => {
  const opener = document.createElement('button');
  const onclose = await openFrom(opener);
  await expect.element(page.getByRole('dialog', { name: 'End this plan?' })).toBeVisible();
  expect(document.activeElement?.textContent).toBe('End this plan?');

  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(onclose).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(opener);
  opener.remove();
});

it('closes by its cross, which has a name', async () => {
  const opener = document.createElement('button');
  const onclose = await openFrom(opener);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(onclose).toHaveBeenCalledOnce();
  opener.remove();
});
