import { beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import { repliesApi } from './replies-api.ts';
import SlashHarness from './SlashHarness.svelte';

const reply = (id: number, title: string, text: string) => ({
  id,
  title,
  text,
  attachments: [],
  updatedAt: '',
});
let items = [
  reply(1, 'Bad day', 'Bad days happen.'),
  reply(2, 'Welcome', 'Hi {first_name}, I am {coach_name}.'),
  reply(3, 'Well done', 'Well done!'),
];

const field = page.getByLabelText('Message');
const list = page.getByRole('listbox', { name: 'Saved replies' });
const option = (name: RegExp) => page.getByRole('option', { name });
const onsend = vi.fn();
const onmanage = vi.fn();

beforeEach(async () => {
  onsend.mockClear();
  vi.spyOn(repliesApi, 'list').mockImplementation(() => Promise.resolve(items));
  await render(SlashHarness, { props: { onsend, onmanage } });
  await field.click();
});

it('a slash lists them, typing narrows it, Enter puts the chosen one in with its fields filled', async () => {
  await userEvent.keyboard('/');
  await expect.element(option(/Bad day/)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('wel');
  await expect.element(option(/Bad day/)).not.toBeInTheDocument();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(option(/Well done/)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(option(/Welcome/)).toHaveAttribute('aria-selected', 'true');
  const chosen = option(/Welcome/).element().id;
  await expect.element(field).toHaveAttribute('aria-activedescendant', chosen);
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toHaveValue('Hi Maya, I am Rui Costa.');
  await expect.element(list).not.toBeInTheDocument();
  expect(onsend).not.toHaveBeenCalled();
  await userEvent.keyboard('{Enter}');
  expect(onsend).toHaveBeenCalledOnce();
});

it('Tab takes it as well, in the line where it was asked for', async () => {
  await field.fill('One thing:\n\nBye');
  const area = field.element();
  if (area instanceof HTMLTextAreaElement) area.setSelectionRange(11, 11);
  await userEvent.keyboard('/bad');
  await expect.element(option(/Bad day/)).toBeVisible();
  await userEvent.keyboard('{Tab}');
  await expect.element(field).toHaveValue('One thing:\nBad days happen.\nBye');
  await expect.element(field).toHaveFocus();
});

it('a press takes it without the focus leaving the field', async () => {
  await userEvent.keyboard('/');
  await option(/Well done/).click();
  await expect.element(field).toHaveValue('Well done!');
  await expect.element(field).toHaveFocus();
});

it('Escape closes it and leaves the text, until another slash is typed', async () => {
  await userEvent.keyboard('/b');
  await expect.element(list).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(list).not.toBeInTheDocument();
  await expect.element(field).toHaveValue('/b');
  await userEvent.keyboard('a{Enter}');
  expect(onsend).toHaveBeenCalledOnce();
  await field.fill('');
  await userEvent.keyboard('/');
  await expect.element(list).toBeVisible();
});

it('is no list for a text that nothing fits, or a slash within a line', async () => {
  await userEvent.keyboard('/shrug');
  await expect.element(list).not.toBeInTheDocument();
  await field.fill('');
  await userEvent.keyboard('1/2');
  await expect.element(list).not.toBeInTheDocument();
});

it('without any there is a way to save the first', async () => {
  const before = items;
  items = [];
  await userEvent.keyboard('/');
  await expect
    .element(page.getByRole('button', { name: /^(Save a reply|Manage saved replies)$/ }))
    .toBeVisible();
  await page.getByRole('button', { name: /^(Save a reply|Manage saved replies)$/ }).click();
  expect(onmanage).toHaveBeenCalledOnce();
  items = before;
});
