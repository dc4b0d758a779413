import '../../app.css';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Button from './Button.svelte';
import NumberField from './NumberField.svelte';
import RadioScale from './RadioScale.svelte';
import TextField from './TextField.svelte';

const steps = ['Rough', 'Low', 'Okay', 'Good', 'Great'];

it('ties the error to its field', async () => {
  await render(TextField, { label: 'Email', error: 'This is not an address' });
  const field = page.getByLabelText('Email');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field).toHaveAccessibleDescription('This is not an address');
});

it('shows and hides a password by a named button', async () => {
  await render(TextField, { label: 'Password', type: 'password', value: 'secret' });
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect.element(page.getByLabelText('Password', { exact: true })).toHaveAttribute('type', 'text');
});

it('takes a decimal comma and says when it cannot read a number', async () => {
  await render(NumberField, { label: 'Weight', unit: 'kg' });
  const field = page.getByLabelText('Weight');
  await field.fill('78,4');
  await expect.element(field).not.toHaveAttribute('aria-invalid');
  await field.fill('heavy');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field).toHaveValue('heavy');
});

it('lets arrow keys choose on a scale', async () => {
  await render(RadioScale, { legend: 'How do you feel?', steps, value: 3 });
  page.getByRole('radio', { name: '3 Okay' }).element().focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByRole('radio', { name: '4 Good' })).toBeChecked();
});

it('ignores clicks while busy and keeps its width and name', async () => {
  const onclick = vi.fn();
  const children = createRawSnippet(() => ({ render: () => '<span>Send check-in</span>' }));
  const { rerender } = await render(Button, { onclick, children });
  const button = page.getByRole('button', { name: 'Send check-in' });
  const width = button.element().getBoundingClientRect().width;

  await rerender({ busy: true });
  await button.click({ force: true });
  expect(onclick).not.toHaveBeenCalled();
  await expect.element(button).toHaveAttribute('aria-busy', 'true');
  expect(button.element().getBoundingClientRect().width).toBe(width);
});
